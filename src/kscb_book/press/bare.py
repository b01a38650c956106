"""The files of a book without what no reader of its report sees: it may tell what the report hides."""

import json

COMMENT = "%"


def without_outputs(notebook: bytes) -> bytes:
    """Return a chapter without the outputs kept in it. Raises ValueError, LookupError or TypeError where it is none."""
    content = json.loads(notebook)
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


def without_comments(block: bytes) -> bytes:
    """Return a narrative block whose comments say nothing. Raises ValueError where it is no text."""
    lines = block.decode("utf-8-sig").splitlines(keepends=True)
    return "".join(f"{COMMENT}\n" if line.startswith(COMMENT) else line for line in lines).encode()
