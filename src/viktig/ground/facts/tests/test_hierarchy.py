import pytest

from viktig.ground.facts.hierarchy import Place, Places


@pytest.mark.parametrize(
    "places",
    [
        [Place("a", 1), Place("a", 2)],
        [Place("a", 1, "b")],
        [Place("a", 2, "b"), Place("b", 1)],
        [Place("a", 1, "b"), Place("b", 1, "a")],
        [Place("a", 1, "a")],
        [Place("a", 2, whole=True)],
    ],
)
def test_hierarchy_that_is_none_is_refused(places):
    with pytest.raises(ValueError, match=r"there twice|cannot lie in|cannot be whole"):
        Places(places)


@pytest.mark.parametrize(("whole", "left"), [(False, 305_000), (True, 11_000)])
def test_of_a_place_that_is_whole_only_its_small_parts_are_left(whole, left):
    """Where nobody counts at the county, what is left of it is a village and two hamlets, however many live around them."""
    places = Places(
        [
            Place("county", 380_000, whole=whole),
            Place("town", 75_000, "county"),
            Place("village", 2_000, "county"),
            Place("valley", 20_000, "county", whole=True),
            Place("hamlet", 4_000, "valley"),
            Place("hill", 5_000, "valley"),
        ]
    )

    assert places.rest_inhabitants("county") == left
    assert places.has_rest("county")
