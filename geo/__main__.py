"""Writing files of the atlas from the command line: `python -m geo export events.geojson`.

`python -m geo edition` makes what a server starts with, or lists the faults of the record.
"""

import argparse
import sys
from pathlib import Path

from geo.addresses import screen_from_query
from geo.edition import prepared_edition, shipped_edition
from geo.exports.formats import FORMATS
from geo.exports.selection import selection_from_query
from geo.faults import RecordError
from geo.languages import LANGUAGES, SOURCE_LANGUAGE
from geo.share.home import Home, checked_public

COPY = "copy.html"
HANDOUT = "handout.html"


def main(arguments: list[str] | None = None) -> None:
    """Run the command; what is wrong with it or with the record is said, and ends it."""
    asked = _parser().parse_args(arguments)
    try:
        content = prepared_edition() if asked.command == "edition" else _written(asked)
    except (RecordError, ValueError) as error:
        sys.exit(str(error))
    if asked.output:
        asked.output.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)


def _written(asked: argparse.Namespace) -> bytes:
    public = checked_public(asked.address)
    home = Home(public.rstrip("/") + "/") if public else None
    query = {"lang": asked.lang, "story": asked.story or "", "event": asked.event or ""}
    for name, value in (it.partition("=")[::2] for it in asked.filter):
        query[name] = value
    edition = shipped_edition()
    if asked.file in FORMATS:
        selection = selection_from_query(query, edition.catalogue, home.base if home else "./")
        notices, content = selection.notices, FORMATS[asked.file].write(selection)
    else:
        # The templates belong to the pages; nothing else here needs them.
        from pages.one_file import one_file
        from pages.taking import handout

        screen = screen_from_query(query, edition.catalogue, asked.lang)
        notices = screen.notices
        if asked.file == COPY:
            content = one_file(edition, screen, home).encode()
        else:
            whole = asked.event is None
            content = handout(edition, screen, home or Home("./"), whole_story=whole).encode()
    if notices:
        raise ValueError("\n".join(notices))
    return content


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m geo", description="Four Islands")
    commands = parser.add_subparsers(dest="command", required=True)
    export = commands.add_parser("export", help="write a file of the atlas")
    names = [*FORMATS, COPY, HANDOUT]
    export.add_argument("file", choices=names, metavar="file", help=f"one of {', '.join(names)}")
    export.add_argument("-o", "--output", type=Path, help="where to; else to standard output")
    export.add_argument("--story", help="articles, or record for all events")
    export.add_argument("--lang", default=SOURCE_LANGUAGE, choices=LANGUAGES)
    export.add_argument("--event", help="at which event the copy opens, or the one of the handout")
    export.add_argument(
        "--filter",
        action="append",
        default=[],
        metavar="name=value",
        help="as in the addresses of the atlas, such as island=shikotan; may be repeated",
    )
    export.add_argument("--address", help="where the atlas is served, for links that lead there")
    edition = commands.add_parser("edition", help="check the record, and make its edition")
    edition.add_argument("-o", "--output", type=Path, help="where to; else to standard output")
    return parser


if __name__ == "__main__":
    main()
