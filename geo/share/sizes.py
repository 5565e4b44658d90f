"""The sizes in which there are cards. In a module of its own: Pillow is needed only to draw."""

CARD_SIZE = (1200, 630)
WIDTHS = (1200, 600, 300)


def height_of(width: int) -> int:
    """The height of a card of some width."""
    return round(CARD_SIZE[1] * width / CARD_SIZE[0])
