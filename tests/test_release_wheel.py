"""The program that a release keeps: the whole of it, the same bytes each time, made without a connection."""

import zipfile

from kscb_book.releases.wheel import PACKAGE, build_wheel


def test_it_holds_every_file_of_the_program_and_is_the_same_each_time(tmp_path):
    one, other = build_wheel(tmp_path / "one"), build_wheel(tmp_path / "other")
    assert one.read_bytes() == other.read_bytes()
    with zipfile.ZipFile(one) as packed:
        names = [name for name in packed.namelist() if ".dist-info/" not in name]
    files = (path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    assert sorted(names) == sorted(path.relative_to(PACKAGE.parent).as_posix() for path in files)
