"""A fleet on a Dask cluster: several processes, one of them killed on the way, and what is refused beforehand."""

import os
import signal
import time
from pathlib import Path
from threading import Thread

import pytest
from fleet_files import draw_country

from kscb_book.findings import InputRefused
from kscb_book.fleet.fleet import Wanted, make_fleet
from kscb_book.fleet.ledger import LEDGER

distributed = pytest.importorskip("distributed", reason="distributed is not installed: pip install kscb-book[fleet]")
pytestmark = pytest.mark.build
NAMES = "Anyborough,Placeton A,Placeton B"


@pytest.fixture(scope="module")
def cluster():
    with distributed.LocalCluster(n_workers=3, threads_per_worker=1, dashboard_address=None) as started:
        yield started


@pytest.fixture(scope="module")
def official(tmp_path_factory) -> Path:
    return draw_country(tmp_path_factory.mktemp("official"))


def kill_one_that_works(cluster, out: Path) -> None:
    """Kill a process of the cluster once a book is being made."""
    with distributed.Client(cluster, set_as_default=False) as client:
        pids = client.run(os.getpid)
        while not any((out / ".making").glob("*")):
            time.sleep(0.05)
        busy = next(worker for worker, tasks in client.processing().items() if tasks)
        os.kill(pids[busy], signal.SIGKILL)


def test_every_book_is_made_although_a_process_is_killed(cluster, official, tmp_path):
    out = tmp_path / "fleet"
    killer = Thread(target=kill_one_that_works, args=(cluster, out))
    killer.start()
    wanted = Wanted(official, out, "2030-31", NAMES)
    made = make_fleet(wanted, 1, cluster.scheduler_address, lambda *told: None)
    killer.join()
    assert made.told.splitlines()[0] == "3 books: 3 made."
    assert (made.findings, (out / LEDGER).is_file()) == ((), True)


def test_a_cluster_that_is_not_there_is_told(official, tmp_path):
    with pytest.raises(InputRefused, match="no scheduler answers at tcp://127.0.0.1:9"):
        make_fleet(Wanted(official, tmp_path / "fleet", "2030-31", NAMES), 1, "tcp://127.0.0.1:9", lambda *told: None)
