"""Addresses of the room's screens, below the back office."""

from django.urls import URLPattern, URLResolver, include, path

from yilan.search.staff import best_bets, report, synonyms

WORDS = [
    path("", report.report, name="report"),
    path("synonyms/", synonyms.group_list, name="synonyms"),
    path("synonyms/new/", synonyms.add, name="add_synonyms"),
    path("synonyms/<int:pk>/", synonyms.change, name="change_synonyms"),
    path("synonyms/<int:pk>/retire/", synonyms.retire, name="retire_synonyms"),
    path("recommended/", best_bets.bet_list, name="bets"),
    path("recommended/new/", best_bets.add, name="set_bet"),
    path("recommended/<int:pk>/remove/", best_bets.remove, name="remove_bet"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("search-words/", include((WORDS, "search_words")))]
