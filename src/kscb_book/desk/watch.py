"""Keeps a report up to date while its files are worked on, and shows it: built, served, built again."""

import os
import signal
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from kscb_book.desk.preview import Preview, served
from kscb_book.desk.sources import contents_of, next_contents
from kscb_book.findings import BookError, BuildFailed, Finding
from kscb_book.places import POLICY_NAMES, Places, find_places
from kscb_book.press.book import Progress, build
from kscb_book.press.stamp import is_up_to_date, source_hash

BUILDING = "The files have changed; the report is being built again."
HELD = "The report shown is the last that could be built:"
CODE = "the book's own code has changed; end watching with Ctrl-C, and start it again"


@dataclass
class Watch:
    """A year watched: ``say`` tells the terminal, ``progress`` shows how far a build has come."""

    places: Places
    out: Path
    say: Callable[[str], object]
    progress: Callable[[], AbstractContextManager[Progress]]

    def run(self, port: int) -> None:
        """Build the report, show it at an address of this machine, and build it again at each change, until stopped.

        It ends with KeyboardInterrupt. Raises InputRefused where the port cannot be used.
        """
        self._code, self._stopped = source_hash(), False
        before = signal.signal(signal.SIGINT, self._stop)
        try:
            with served(preview := Preview(self.out / self.places.built), port) as address:
                self._follow(preview, address)
        finally:
            signal.signal(signal.SIGINT, before)

    def _stop(self, number: int, frame: object) -> None:
        # A library that happens to be at work may let the interrupt fall; it is kept in mind until it is not.
        self._stopped = True
        raise KeyboardInterrupt

    def _follow(self, preview: Preview, address: str) -> None:
        seen = contents_of(self.places)
        self._build(preview)
        self.say(f"The report is shown at {address} and follows the files; Ctrl-C ends it.")
        while not self._stopped:
            now = next_contents(self.places, seen)
            if now != seen:
                self.say(self._changes(seen, now))
                self._build(preview)
            seen = now
        raise KeyboardInterrupt

    def _changes(self, before: dict[str, str], now: dict[str, str]) -> str:
        changed = [path for path in {**before, **now} if before.get(path) != now.get(path)]
        return f"Changed: {', '.join(self.places.shown(Path(path)) for path in changed)}"

    def _build(self, preview: Preview) -> None:
        """Build the report where it is not up to date; say what stands against it, and keep the last good one."""
        preview.tell(BUILDING)
        try:
            self._build_if_needed()
            preview.tell("")
        except BookError as error:
            self._hold(str(error), preview)
        except Exception as error:
            if os.environ.get("KSCB_TRACEBACK"):
                raise
            self._hold(f"The book itself failed ({type(error).__name__}: {error}).", preview)

    def _build_if_needed(self) -> None:
        if source_hash() != self._code:
            raise BuildFailed([Finding("the package", "", CODE)])
        # A link may have taken the place of a file.
        places = find_places(self.places.year, POLICY_NAMES[self.places.disclosure], self.places.internal)
        if is_up_to_date(places, self.out):
            self.say("The report is up to date.")
            return
        with self.progress() as progress:
            build(places, self.out, progress)
        self.say("The report is built.")

    def _hold(self, told: str, preview: Preview) -> None:
        preview.tell(f"{HELD}\n{told}")
        self.say(f"{told}\nThe last report that could be built is shown until this is mended.")
