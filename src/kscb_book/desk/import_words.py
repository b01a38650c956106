"""What an import of official figures did, in the words of the person who keeps the workbook, 80 columns wide."""

from collections.abc import Iterator, Sequence
from textwrap import fill

from kscb_book.desk.official_import import Import, Imported, Outcome
from kscb_book.desk.official_texts import PROVISIONAL, Told
from kscb_book.desk.wanted_cells import VALUE, WantedCell
from kscb_book.meaning.printing import printed
from kscb_book.places import Places
from kscb_book.press.official_numbers import Source
from kscb_book.press.official_words import ASKED
from kscb_book.source.texts import as_found

WIDTH = 80
NO_BREAK = "\N{NO-BREAK SPACE}"


def told_import(imported: Imported, places: Places) -> str:
    """Return what was filled, what differs, what could not be found, and what to do next."""
    shown = places.shown(places.workbook)
    blocks = [_whose(imported, shown), _filled(imported), _words(imported), _differing(imported)]
    blocks += [_files(imported), _left(imported)]
    return "\n".join([*(block for block in blocks if block), _next(imported, places)])


def _whose(imported: Imported, shown: str) -> str:
    files = imported.files
    own, region = files.authority, files.places["region"]
    lines = [f"{shown}: official figures of {own.name} ({imported.code}), {region.name}."]
    newer = own.codes[-1]
    if newer != imported.code:
        lines.append(f"The files have the newer ONS code {newer} for it; write that on the sheet Report.")
    for words, neighbours in zip(("Neighbours", "Other list"), files.lists, strict=True):
        if neighbours:
            lines.append(f"{words}: list of {neighbours.name} ({', '.join(neighbours.labels)}).")
    return "\n".join(_wrapped(line, "  ") for line in lines)


def _filled(imported: Imported) -> str:
    filled = imported.of(Outcome.FILLED)
    lines = [line for each in filled for line in _filled_lines(each)]
    return "\n".join([f"Filled: {_cells(len(filled))}", *lines]) if filled else ""


def _filled_lines(each: Import) -> Iterator[str]:
    marks = " [p]" if any(source.is_provisional for source in each.official.sources) else ""
    value = printed(each.value, each.cell.measure, each.official.decimals)
    yield _wrapped(f"  {each.cell.spot.address}  {value}{marks}  {_named(each.cell)}", "      ")
    yield _wrapped(f"      {each.whose}: {_sources(each.official.sources)}", "        ")


def _sources(sources: Sequence[Source]) -> str:
    """Return the lines of each file, and what stands there; the ten neighbours have the same lines in two files."""
    lines: dict[str, list[str]] = {}
    for source in sources:
        lines.setdefault(_short(source.file), []).append(str(source.line))
    if len(next(iter(lines.values()))) == 1:
        return ", ".join(f"{_short(source.file)} line {source.line} ({_found(source)})" for source in sources)
    files: dict[str, list[str]] = {}
    for file, numbers in lines.items():
        files.setdefault(", ".join(numbers), []).append(file)
    return "; ".join(f"{' and '.join(names)} lines {numbers}" for numbers, names in files.items())


def _short(file: str) -> str:
    return file.partition("_")[0]


def _found(source: Source) -> str:
    return f"{source.found}, rounded to {source.rounded_to}" if source.rounded_to else source.found


def _words(imported: Imported) -> str:
    above = [each for each in imported.told if each.is_written and not each.is_beside]
    lines = [_wrapped(f"  {each.spot.address}  {each.text}", "      ") for each in above]
    if any(each.is_written and each.is_beside for each in imported.told):
        lines.append("  Beside each single fact: its period, and its file and line.")
    return "\n".join(["Written in words:", *lines]) if lines else ""


def _differing(imported: Imported) -> str:
    lines = [_difference(each) for each in imported.of(Outcome.DIFFERS)]
    lines += [_kept(each) for each in imported.told if not (each.is_written or each.is_there or each.is_beside)]
    return "\n".join(["Different, and left as it is in the workbook:", *lines]) if lines else ""


def _kept(told: Told) -> str:
    problem = "provisional figures stand below it" if told.text == PROVISIONAL else "does it still hold?"
    return _wrapped(
        f"  {told.spot.address}  says {as_found(told.spot.content.formula or told.spot.content.value)}; {problem}",
        "      ",
    )


def _difference(each: Import) -> str:
    official = printed(each.value, each.cell.measure, each.official.decimals)
    have = f"the workbook has {each.found}, the official files {official}: {ASKED[each.verdict]}"
    told = f"  {each.cell.spot.address}  {_named(each.cell)}: {have}"
    return "\n".join(
        [_wrapped(told, "      "), _wrapped(f"      {each.whose}: {_sources(each.official.sources)}", "        ")]
    )


def _left(imported: Imported) -> str:
    reasons: dict[str, list[Import]] = {}
    for each in imported.of(Outcome.LEFT):
        reasons.setdefault(each.reason, []).append(each)
    lines = [_wrapped(f"  {', '.join(map(_unbroken, cells))}  {reason}", "    ") for reason, cells in reasons.items()]
    return "\n".join(["Still blank, because no official figure was found:", *lines]) if lines else ""


def _unbroken(left: Import) -> str:
    return left.cell.spot.address.replace(" ", NO_BREAK)


def _next(imported: Imported, places: Places) -> str:
    counts = [f"{len(imported.of(outcome))} {outcome.value}" for outcome in Outcome]
    done = f"{_cells(len(imported.imports))} for official figures: {', '.join(counts)}."
    if imported.path is None:
        return _wrapped(f"{done} Nothing was there to fill, so nothing was written.", "  ")
    name = places.workbook.name
    then = f"{places.shown(imported.path)} is a copy with them; open it, look, and save it as {name}."
    return "\n".join([_wrapped(done, "  "), _wrapped(then, "  ")])


def _files(imported: Imported) -> str:
    used = {
        source.file
        for each in imported.imports
        if each.outcome in (Outcome.FILLED, Outcome.DIFFERS)
        for source in each.official.sources
    }
    lines = [_wrapped(f"  {_short(file)}  {file}", "      ") for file in sorted(used)]
    return "\n".join(["Files, whose first line holds the headings:", *lines]) if lines else ""


def _named(cell: WantedCell) -> str:
    period = cell.period.label
    parts = [cell.label, cell.heading, period] if not period.startswith(cell.label) else [cell.heading, period]
    return ", ".join(each for each in parts if each != VALUE)


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count} cells"


def _wrapped(text: str, indent: str) -> str:
    lines = fill(text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    return lines.replace(NO_BREAK, " ")
