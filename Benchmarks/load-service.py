#!/usr/bin/env python3
"""Loads `trocha serve` on this machine and says how it bears it.

Needs the release build (`swift build -c release --product trocha`) and wrk (`apt-get install wrk`).
Everything goes over the loopback interface and ends by itself.

    Benchmarks/load-service.py                 # the first page, load, load beside a what-if, listeners
    Benchmarks/load-service.py --soak 600      # and ten minutes under load, with the memory by minute
"""
import argparse
import gzip
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

root = pathlib.Path(__file__).resolve().parent.parent
program = root / ".build/release/trocha"
connections = 64


class Service:
    """The release build, serving a record of its own."""

    def __init__(self, folder):
        self.record = f"{folder}/record.sqlite"
        if not os.path.exists(self.record):
            subprocess.run(
                [program, "record", "sources", "--json", "--record", self.record],
                check=True, stdout=subprocess.DEVNULL)
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [program, "serve", "--port", "0", "--record", self.record, "--log-level", "warning"],
            stdout=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip().rstrip("/")
        self.port = int(self.address.rsplit(":", 1)[1])

    def get(self, path):
        request = urllib.request.Request(self.address + path, headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(request, timeout=120) as answer:
            return answer.read()

    def ask(self, path, method="GET", value=None):
        body = None if value is None else json.dumps(value).encode()
        request = urllib.request.Request(self.address + path, body, method=method)
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.load(answer)

    def megabytes(self):
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", text).group(1)) / 1024

    def stop(self):
        self.process.terminate()
        self.process.wait(30)


def wrk(service, seconds, *arguments):
    """Requests a second and the 99th percentile in milliseconds, and how many were no 200."""
    told = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "10s",
         "-s", root / "Benchmarks/series.lua", service.address, "--", *arguments],
        check=True, capture_output=True, text=True).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", told).group(1))
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)\b", told).groups()
    p99 = float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
    return rate, p99, int(refused.group(1)) if refused else 0


def first_page(folder):
    """Seconds from the start of the program until its first page is there, and again with all of it."""
    service = Service(folder)
    page = service.get("/")
    took = time.monotonic() - service.began
    text = gzip.decompress(page).decode()
    parts = [gzip.decompress(page)]
    packed = len(page)
    for path in re.findall(r'(?:src|href)="(/assets/[^"]+)"', text) + ["/api/v1/corridor/outlines"]:
        body = service.get(path)
        packed += len(body)
        parts.append(gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body)
    service.stop()
    return took, sum(map(len, parts)) / 1e6, packed / 1e6


def beside_a_what_if(service, seconds):
    job = service.ask("/api/v1/jobs", "POST", {
        "scenarios": ["base", "flights-none", "flights-weekly", "flights-daily"],
        "as_of": "2023-10-05", "through": "2024-06", "runs": 2000})
    time.sleep(1)
    result = wrk(service, seconds)
    state = service.ask(f"/api/v1/jobs/{job['id']}")
    service.ask(f"/api/v1/jobs/{job['id']}", "DELETE")
    if state["state"] != "running":
        sys.exit("The what-if was over before the load was; ask it for more runs.")
    time.sleep(2)
    return result, state["done"]


def listeners(service, number):
    """Megabytes that so many idle listeners take together."""
    before = service.megabytes()
    sockets = []
    for _ in range(number):
        one = socket.create_connection(("127.0.0.1", service.port))
        one.sendall(b"GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        sockets.append(one)
    for one in sockets:
        if b"200 OK" not in one.recv(4096):
            sys.exit("A listener was refused.")
    time.sleep(20)
    after = service.megabytes()
    for one in sockets:
        one.close()
    return after - before


def soak(service, seconds):
    """Memory by minute under load."""
    told = []
    end = time.monotonic() + seconds
    load = threading.Thread(target=lambda: told.append(wrk(service, seconds)))
    load.start()
    sizes = []
    while load.is_alive():
        load.join(60 if time.monotonic() + 60 < end else max(1, end - time.monotonic()))
        sizes.append(service.megabytes())
    return told[0], sizes


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=15, help="of each load")
    parser.add_argument("--soak", type=int, default=0, help="seconds of a long load")
    options = parser.parse_args()
    print(f"load average before: {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder:
        Service(folder).stop()
        took, whole, packed = first_page(folder)
        print(f"first page after {took:.2f} s; {whole:.2f} MB with everything, {packed:.2f} MB packed")
        service = Service(folder)
        try:
            wrk(service, 3)
            rate, p99, refused = wrk(service, options.seconds)
            print(f"series: {rate:,.0f} a second, 99th percentile {p99:.1f} ms, {refused} refused")
            rate, p99, refused = wrk(service, options.seconds, "new")
            print(f"series never asked for before: {rate:,.0f} a second, "
                  f"99th percentile {p99:.1f} ms, {refused} refused")
            (rate, p99, refused), done = beside_a_what_if(service, options.seconds)
            print(f"beside a what-if ({done} runs made meanwhile): {rate:,.0f} a second, "
                  f"99th percentile {p99:.1f} ms, {refused} refused")
            print(f"1,000 listeners: {listeners(service, 1000):.1f} MB")
            if options.soak:
                (rate, p99, refused), sizes = soak(service, options.soak)
                print(f"soak of {options.soak} s: {rate:,.0f} a second, 99th percentile {p99:.1f} ms, "
                      f"{refused} refused; memory by minute, MB: "
                      + ", ".join(f"{size:.0f}" for size in sizes))
        finally:
            service.stop()


main()
