"""Runs the pair with the starter data and a bare gRPC server beside it, loads
both in turn with h2load, and prints the ratios.

Rounds alternate between the two, so that whatever else the machine does falls
on both; the median of the rounds counts. Times by themselves mean nothing on a
shared machine: read the ratio.
"""

import argparse
import json
import pathlib
import re
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = ROOT / "build/release/bin"
ECHO = ROOT / "build/release/tests/bench_echo"
ANSWERS = ROOT / "build/release/tests/bench_answers"
PATH = "/comity.query.v1.QueryService/CheckMembership"
QUESTION = """
organization: "organizations/sco"
member: "states/IND"
context { date: "2018-06-01" }
"""
# The bar of a first version: what a check costs beside an empty call.
BAR = 0.70
# The bound on what each process keeps resident with the starter data.
RESIDENT_BYTES_MAX = 100 * 1024 * 1024
# The bound from the start of a process to its serving.
START_SECONDS_MAX = 2.0


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def start(processes, target, log, *command):
    """Starts a server; returns it and how many seconds it took to serve."""
    begin = time.monotonic()
    process = subprocess.Popen([str(c) for c in command], stderr=log)
    processes.append(process)
    if target:
        subprocess.run([BIN / "comity", "health", target, "--wait", "20"], check=True)
    return process, time.monotonic() - begin


def resident_bytes(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+) kB", status).group(1)) * 1024


def encode_question():
    """The request as gRPC frames it: a flag, a length, the message."""
    protos = ROOT / "protos"
    message = subprocess.run(
        ["protoc", f"-I{protos}", "-I/usr/share/gocode/src/github.com/gogo/googleapis",
         "--encode=comity.query.v1.CheckMembershipRequest",
         "comity/query/v1/query_service.proto"],
        input=QUESTION.encode(), stdout=subprocess.PIPE, check=True).stdout
    return struct.pack(">BI", 0, len(message)) + message


def ask_once(target, body_file, folder):
    """The bytes of the service's own response, for the peer to send."""
    out = folder / "response.frame"
    subprocess.run(
        ["curl", "-sS", "--http2-prior-knowledge", "-o", out,
         "-H", "content-type: application/grpc", "-H", "te: trailers",
         "--data-binary", f"@{body_file}", f"http://{target}{PATH}"], check=True)
    frame = out.read_bytes()
    if len(frame) < 6:
        sys.exit("the query service did not answer the benchmark's question")
    response = folder / "response"
    response.write_bytes(frame[5:])
    return response, len(frame)


def load(target, body_file, connections, streams, seconds):
    """Requests a second, after checking that every one was answered."""
    text = subprocess.run(
        ["h2load", f"-c{connections}", f"-m{streams}", "-t1", f"-D{seconds}",
         "--warm-up-time=1", "-d", body_file, "-H", "content-type: application/grpc",
         "-H", "te: trailers", f"http://{target}{PATH}"],
        stdout=subprocess.PIPE, check=True, text=True).stdout
    rate = float(re.search(r"finished in .*?, ([\d.]+) req/s", text).group(1))
    counts = {name: int(n) for n, name in re.findall(
        r"(\d+) (succeeded|failed|errored|timeout)", text)}
    if counts["failed"] or counts["errored"] or not counts["succeeded"]:
        sys.exit(f"h2load: not every request succeeded:\n{text}")
    return rate


def measure(arguments, folder, processes):
    log = open(folder / "servers.log", "w")
    registry, query, echo = (f"127.0.0.1:{free_port()}" for _ in range(3))
    registry_process, registry_start = start(
        processes, registry, log, BIN / "comity-registry", f"--listen={registry}",
        f"--store=sqlite:{folder}/registry.db")
    subprocess.run([BIN / "comity", "--registry", registry, "import", "pack",
                    ROOT / "registry-service/packs/sco"], check=True, stdout=log)
    query_process, query_start = start(
        processes, query, log, BIN / "comity-query", f"--listen={query}",
        f"--registry={registry}")
    body = folder / "request.frame"
    body.write_bytes(encode_question())
    response, response_bytes = ask_once(query, body, folder)
    start(processes, None, log, ECHO, echo, response)
    time.sleep(0.5)

    rows = []
    for connections, streams in ((4, 32), (1, 1)):
        ours, bare = [], []
        for _ in range(arguments.rounds):
            ours.append(load(query, body, connections, streams, arguments.seconds))
            bare.append(load(echo, body, connections, streams, arguments.seconds))
        rows.append({
            "what": f"CheckMembership, {connections} connections x {streams} streams",
            "comity_per_s": statistics.median(ours),
            "echo_per_s": statistics.median(bare),
            "ratio": statistics.median(a / b for a, b in zip(ours, bare)),
        })
    inside = subprocess.run([ANSWERS, "--json"], check=True, text=True,
                            stdout=subprocess.PIPE).stdout
    return {
        "inside": json.loads(inside),
        "response_bytes": response_bytes,
        "rounds": arguments.rounds,
        "rows": rows,
        "registry_resident_bytes": resident_bytes(registry_process),
        "query_resident_bytes": resident_bytes(query_process),
        "registry_start_s": registry_start,
        "query_start_s": query_start,
    }


def report(result):
    print(f"{'':48} {'comity/s':>10} {'echo/s':>10} {'ratio':>6}")
    for row in result["rows"]:
        print(f"{row['what']:48} {row['comity_per_s']:10.0f} "
              f"{row['echo_per_s']:10.0f} {row['ratio']:6.2f}")
    print(f"{'inside the process':58} {'us':>10} {'bound':>10} {'checks':>8}")
    for row in result["inside"]:
        met = "met" if row["micros"] <= row["bound_micros"] else "NOT MET"
        print(f"{row['what']:58} {row['micros']:10.1f} {row['bound_micros']:10} "
              f"{row['checks']:8.1f} {met}")
    mib = 1024 * 1024
    for name in ("registry", "query"):
        print(f"{name}: {result[f'{name}_resident_bytes'] / mib:.0f} MiB resident, "
              f"serving after {result[f'{name}_start_s']:.2f} s")
    bars = [
        ("ratio", result["rows"][0]["ratio"] >= BAR, f">= {BAR}"),
        ("memory", max(result["registry_resident_bytes"],
                       result["query_resident_bytes"]) <= RESIDENT_BYTES_MAX,
         f"<= {RESIDENT_BYTES_MAX // mib} MiB each"),
        ("start", max(result["registry_start_s"], result["query_start_s"])
         <= START_SECONDS_MAX, f"<= {START_SECONDS_MAX:.0f} s"),
    ]
    for name, met, bound in bars:
        print(f"{name} {bound}: {'met' if met else 'NOT MET'}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--json", default=str(ROOT / "build/bench.json"))
    arguments = parser.parse_args()
    processes = []
    with tempfile.TemporaryDirectory() as folder:
        try:
            result = measure(arguments, pathlib.Path(folder), processes)
        finally:
            for process in reversed(processes):
                process.terminate()
            for process in processes:
                process.wait(timeout=30)
    pathlib.Path(arguments.json).write_text(json.dumps(result, indent=2) + "\n")
    report(result)


if __name__ == "__main__":
    main()
