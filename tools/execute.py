"""Runs notebooks, each from a clean kernel: a path a line on the standard input.

Reads the files, never writes them. Prints a JSON line as each cell ends ({"cell": i, "of": n}), and at last the executed
notebook ({"notebook": …}) or what went wrong ({"error": …}). One process for many: nbclient takes a second to load.
"""
import json
import os
import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

SECONDS_PER_CELL = 300


def say(**message):
    print(json.dumps(message), flush=True)


def error_of(cell):
    """What a failing cell says: its error, or what it wrote on stderr."""
    texts = ["\n".join(o.traceback) for o in cell.outputs if o.output_type == "error"]
    texts += [o.text for o in cell.outputs if o.output_type == "stream" and o.name == "stderr"]
    return "\n".join(texts).strip()


def main(path):
    notebook = nbformat.read(path, as_version=4)
    code = [i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code" and cell.source.strip()]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    current = {}

    def starts(cell, cell_index):
        current.update(cell=cell)

    def ends(cell, cell_index, execute_reply):
        say(cell=code.index(cell_index) + 1, of=len(code))

    client = NotebookClient(
        notebook, kernel_name="tslab", timeout=SECONDS_PER_CELL, startup_timeout=60, record_timing=False,
        store_widget_state=False,
        coalesce_streams=True, on_cell_start=starts, on_cell_executed=ends,
        resources={"metadata": {"path": os.path.dirname(os.path.abspath(path))}},
    )
    try:
        client.execute()
    except CellExecutionError:
        cell = current["cell"]
        say(error=f"cell {cell.id}: {error_of(cell) or 'failed'}")
        return
    except Exception as error:  # a kernel that does not start, dies, or does not answer in time
        where = f"cell {current['cell'].id}: " if current else ""
        say(error=f"{where}{type(error).__name__}: {error}")
        return
    say(notebook=notebook)


if __name__ == "__main__":
    for line in sys.stdin:
        main(line.rstrip("\n"))
