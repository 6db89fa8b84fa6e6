"""Which addresses are public: no sign-in, no cookie, the same bytes signed in or out (design.md 4)."""

OWN = ("/me/", "/person/", "/service/", "/system/", "/tasks/", "/account/", "/demo/")


def is_public(path: str) -> bool:
    """Say whether a page is for everybody."""
    return not path.startswith(OWN)
