#!/usr/bin/env python3
"""Besieges `trocha serve` on this machine, and holds it to its word: others are answered, memory is bounded, nothing is
logged as a fault of its own.

    scripts/besiege.py .build/release/trocha [--slow 500] [--questions 100000] [--listeners 3000]

Prints a line for each siege, with how long a question of another client took meanwhile, and the memory afterwards.
Everything goes over the loopback interface and ends by itself.
"""
import argparse, http.client, itertools, pathlib, re, resource, socket, subprocess, sys, tempfile, threading, time, urllib.parse

parser = argparse.ArgumentParser()
parser.add_argument("program")
parser.add_argument("--slow", type=int, default=500)
parser.add_argument("--questions", type=int, default=100_000)
parser.add_argument("--listeners", type=int, default=3_000)
parser.add_argument("--most-megabytes", type=int, default=512)
options = parser.parse_args()
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 16_384), hard))

PATIENCE = 5  # seconds that the service gives a client to send its request, here
folder = tempfile.TemporaryDirectory(prefix="trocha-siege-")
log = open(pathlib.Path(folder.name) / "log", "w+")
process = subprocess.Popen(
    [options.program, "serve", "--port", "0", "--record", f"{folder.name}/record.sqlite", "--patience", str(PATIENCE)],
    stdout=subprocess.PIPE, stderr=log, text=True)
port = int(process.stdout.readline().strip().rstrip("/").rsplit(":", 1)[1])
faults = []


def memory():
    text = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text).group(1)) // 1024


def connect(patience=120):
    return socket.create_connection(("127.0.0.1", port), timeout=patience)


def ask(path, connection=None):
    """Status and milliseconds of a question."""
    one = connection or http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    start = time.monotonic()
    one.request("GET", path)
    answer = one.getresponse()
    answer.read()
    if connection is None:
        one.close()
    return answer.status, (time.monotonic() - start) * 1000


class Meanwhile:
    """Asks as another client does, every fifth of a second, while something goes on."""

    def __enter__(self):
        self.took, self.refused, self.ends = [], 0, threading.Event()
        self.thread = threading.Thread(target=self.go)
        self.thread.start()
        return self

    def go(self):
        while not self.ends.wait(0.2):
            try:
                status, took = ask(QUESTION)
                self.took.append(took)
                self.refused += status != 200
            except OSError:
                self.refused += 1

    def __exit__(self, *_):
        self.ends.set()
        self.thread.join()

    def __str__(self):
        took = sorted(self.took)
        if not took:
            return "over before others asked"
        return f"others: {len(took)} answers, median {took[len(took) // 2]:.0f} ms, longest {took[-1]:.0f} ms, {self.refused} refused"


def say(name, result, meanwhile=None, fault=None):
    if process.poll() is not None:
        sys.exit(f"{name}: the service ended with {process.returncode}")
    if memory() > options.most_megabytes:
        fault = f"{memory()} MB"
    if meanwhile and meanwhile.refused:
        fault = f"{meanwhile.refused} questions of others were refused"
    print(f"{name}: {result}; {f'{meanwhile}; ' if meanwhile else ''}{memory()} MB" + (f"  FAULT: {fault}" if fault else ""), flush=True)
    if fault:
        faults.append(name)


def ended(one, seconds):
    """How a connection ended within so many seconds: the status that came, `closed`, or `open`."""
    one.settimeout(seconds)
    try:
        text = one.recv(65_536)
    except TimeoutError:
        return "open"
    except OSError:
        return "closed"
    return text.split(b" ")[1].decode() if text.startswith(b"HTTP/") else "closed"


def tally(outcomes):
    return ", ".join(f"{outcomes.count(x)} {x}" for x in sorted(set(outcomes)))


QUESTION = "/api/v1/figures?q=darien&as-of=2023-10-05"
status, took = ask(QUESTION)
if status != 200:
    sys.exit(f"{QUESTION}: {status}")
print(f"before: {took:.0f} ms, {memory()} MB", flush=True)

# Clients that send a byte of their request every second and never come to its end.
with Meanwhile() as others:
    slow = [connect() for _ in range(options.slow)]
    for one in slow:
        one.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
    for _ in range(PATIENCE * 2):
        for one in slow:
            try:
                one.sendall(b"a")
            except OSError:
                pass
        time.sleep(1)
    outcomes = [ended(one, 0.01) for one in slow]
    for one in slow:
        one.close()
say(f"{options.slow} slow clients", tally(outcomes) + f" after {2 * PATIENCE} s", others,
    "connections stay open" if "open" in outcomes else None)

# Clients that ask and never read the answer.
with Meanwhile() as others:
    deaf = [connect() for _ in range(options.slow)]
    for one in deaf:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        one.sendall(b"GET /assets/vega.js HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    time.sleep(PATIENCE)
    for one in deaf:
        one.close()
say(f"{options.slow} clients that do not read", "closed by them", others)

# Heads that do not end, or are too large.
bombs = {
    "100,000 headers": b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"".join(b"X-%d: 1\r\n" % n for n in range(100_000)) + b"\r\n",
    "a header of 16 MB": b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * (16 << 20) + b"\r\n\r\n",
    "a request line of 16 MB": b"GET /?" + b"a" * (16 << 20) + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a cookie of 1 MB": b"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: " + b"lang=en; " * 116_000 + b"\r\n\r\n",
    "a chunk size of 10^40": b"POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + b"f" * 40 + b"\r\n",
    "a length of 10^18": b"POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000000000000\r\n\r\n",
}
for name, bomb in bombs.items():
    outcomes = []
    with Meanwhile() as others:
        for _ in range(10):
            one = connect()
            try:
                one.sendall(bomb)
            except OSError:
                pass
            outcomes.append(ended(one, 2 * PATIENCE))
            one.close()
    wrong = [x for x in outcomes if x not in ("closed",) and not x.startswith("4")]
    say(f"10 times {name}", tally(outcomes), others, f"answered {wrong[0]}" if wrong else None)

# Listeners to events, more than may be.
with Meanwhile() as others:
    listeners = []
    for _ in range(options.listeners):
        try:
            one = connect(5)
            one.sendall(b"GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            listeners.append(one)
        except OSError:
            break
    time.sleep(2)
    outcomes = [ended(one, 0.05) for one in listeners[:: max(1, len(listeners) // 200)]]
    for one in listeners:
        one.close()
# Others may be refused while all connections are taken: what counts is what comes after.
others.refused = 0
time.sleep(2)
status, took = ask(QUESTION)
say(f"{len(listeners)} listeners to events", f"of 200 asked: {tally(outcomes)}; then a question takes {took:.0f} ms", others,
    None if status == 200 else f"then {status}")

# Questions that are all different, on some connections at once.
series = ["darien", "usbp-southwest", "encounters-southwest", "darien-venezuelans", "usbp-southwest-venezuelans"]
days = [f"{year}-{month:02}-{day:02}" for year in range(2018, 2026) for month in range(1, 13) for day in range(1, 29)]
months = [f"{year}-{month:02}" for year in range(2012, 2018) for month in range(1, 13)]
addresses = (
    "/api/v1/figures?" + urllib.parse.urlencode({"q": name, "as-of": day, "from": first})
    for first, day, name in itertools.product(months, days, series))
lock = threading.Lock()
left, outcomes, highest = options.questions, {}, 0


def asker():
    global left, highest
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    while True:
        with lock:
            if left <= 0:
                return
            left -= 1
            address = next(addresses)
            if left % 2_000 == 0:
                highest = max(highest, memory())
        try:
            status, _ = ask(address, connection)
        except (OSError, http.client.HTTPException) as error:
            status = type(error).__name__
            connection.close()
        with lock:
            outcomes[status] = outcomes.get(status, 0) + 1


start = time.monotonic()
with Meanwhile() as others:
    threads = [threading.Thread(target=asker) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
took = time.monotonic() - start
say(f"{options.questions} different questions", f"{took:.0f} s, answers {outcomes}, at most {highest} MB", others,
    f"{highest} MB" if highest > options.most_megabytes else "not all were answered" if set(outcomes) - {200} else None)

status, took = ask(QUESTION)
descriptors = len(list(pathlib.Path(f"/proc/{process.pid}/fd").iterdir()))
say("afterwards", f"{took:.0f} ms, {descriptors} descriptors", None, None if status == 200 else status)
process.terminate()
if process.wait(60) != 0:
    faults.append(f"it ended with {process.returncode}")
log.seek(0)
errors = [line for line in log if " error " in line or " critical " in line]
print(f"log: {len(errors)} errors" + "".join(f"\n  {line.rstrip()}" for line in errors[:5]))
sys.exit(1 if faults or errors else 0)
