#!/usr/bin/env python3
"""Makes the pictures of docs/images with the built program and Debian's chromium-driver.

    scripts/doc-pictures.py [--program .build/release/trocha] [--out docs/images]

A service with a record of its own shows each page; its window is saved as WebP, which stays small. Ends with 1 when a
page does not show what it should, or when a picture is larger than 150 kB.
"""
import argparse, base64, json, pathlib, shutil, socket, subprocess, sys, tempfile, time, urllib.error, urllib.request

# Name, address, width and height of the window, what the page shows once it is complete, and a script before the picture.
PICTURES = [
    ("brief", "/brief.html?as-of=2023-10-05&lang=en", 1280, 1500, "figure svg", ""),
    ("first-page", "/?lang=en", 1280, 1250, ".five .answer:not(.waiting)", ""),
    ("map", "/?month=2023-08&place=darien&lang=en", 1280, 1000, "#detail svg",
     "document.querySelector('.map-and-detail').scrollIntoView({behavior: 'instant'})"),
    ("watch", "/watch?lang=en", 1280, 900, "#moved td", ""),
]
LARGEST = 150_000


class Chromium:
    """The W3C's WebDriver, as far as it is needed here."""

    def __init__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.base = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            ["chromedriver", f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        options = {"args": ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]}
        for _ in range(100):
            time.sleep(0.1)
            try:
                made = self.send("/session", {"capabilities": {"alwaysMatch": {
                    "browserName": "chrome", "goog:chromeOptions": options}}})
                break
            except urllib.error.URLError:
                continue
        else:
            sys.exit("chromedriver does not start: apt-get install chromium chromium-driver")
        self.base += "/session/" + made["sessionId"]

    def send(self, path, body, method="POST"):
        request = urllib.request.Request(
            self.base + path, json.dumps(body).encode() if method == "POST" else None,
            {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.load(answer)["value"]

    def cdp(self, name, parameters):
        return self.send("/goog/cdp/execute", {"cmd": name, "params": parameters})

    def run(self, script):
        return self.send("/execute/sync", {"script": script, "args": []})

    def end(self):
        try:
            self.send("", None, "DELETE")
        except OSError:
            pass
        self.process.terminate()
        self.process.wait(15)


def take(browser, base, picture, out):
    name, path, width, height, shown, script = picture
    browser.cdp("Emulation.setDeviceMetricsOverride", {
        "width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})
    browser.send("/url", {"url": base + path})
    for _ in range(6000):
        if browser.run(f"return !!document.querySelector({json.dumps(shown)})"):
            break
        time.sleep(0.1)
    else:
        return f"{name}: {path} shows no {shown}"
    # Charts and the map are drawn in the frames after.
    time.sleep(2)
    if script:
        browser.run(script)
        time.sleep(0.5)
    for quality in (80, 65, 50, 35):
        data = base64.b64decode(
            browser.cdp("Page.captureScreenshot", {"format": "webp", "quality": quality})["data"])
        if len(data) <= LARGEST:
            break
    else:
        return f"{name}: {len(data)} bytes"
    (out / f"{name}.webp").write_bytes(data)
    print(f"{name}.webp: {len(data)} bytes")
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=".build/release/trocha")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("docs/images"))
    asked = parser.parse_args()
    if not shutil.which("chromedriver"):
        sys.exit("There is no chromedriver on the search path: apt-get install chromium chromium-driver")
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="trocha-pictures-") as folder:
        service = subprocess.Popen(
            [asked.program, "serve", "--port", "0", "--record", folder + "/record.sqlite", "--answer-limit", "900"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        base = next(line for line in service.stdout if "http://" in line).split()[-1].rstrip("/")
        browser = Chromium()
        try:
            wrong = [told for told in (take(browser, base, one, asked.out) for one in PICTURES) if told]
        finally:
            browser.end()
            service.terminate()
            service.wait(30)
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
