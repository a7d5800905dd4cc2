from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from yilan.disclosure.models import RecordImage
from yilan.disclosure.models.files import sha256_of
from yilan.disclosure.pictures import LONGEST_SIDE, tidied


def photo(size=(40, 20), kind="JPEG", **more):
    data = BytesIO()
    Image.new("RGB", size, "#16466B").save(data, kind, **more)
    return ContentFile(data.getvalue(), name="photo.jpg")


def test_place_and_owner_are_left_behind_and_the_picture_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x013B] = "某某"  # the photographer
    exif.get_ifd(0x8825)[2] = (38.0, 29.0, 0.0)  # where
    with Image.open(tidied(photo(exif=exif))) as clean:
        assert clean.size == (20, 40)
        assert not clean.getexif()


@pytest.mark.parametrize("size", [(LONGEST_SIDE + 800, 300), (200, 100)])
def test_wide_pictures_are_scaled_down_and_small_ones_left(size):
    with Image.open(tidied(photo(size))) as clean:
        assert clean.width == min(size[0], LONGEST_SIDE)


@pytest.mark.django_db
@pytest.mark.database
def test_what_is_hashed_is_what_is_stored():
    image = RecordImage(title="照片", file=photo((LONGEST_SIDE * 2, 100)))
    image._set_image_file_metadata()
    image.save()
    with RecordImage.objects.get(pk=image.pk).file.open("rb") as stored:
        assert sha256_of(stored) == image.sha256
    assert image.width == LONGEST_SIDE
