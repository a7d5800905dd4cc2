"""Pictures: JPEG, PNG, WebP, TIFF. Written anew from their points, with nothing that came beside them."""
