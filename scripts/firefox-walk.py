#!/usr/bin/env python3
"""Walks every page of a running service in Firefox, which the tests in Chromium do not see.

    scripts/firefox-walk.py http://127.0.0.1:8642 [--out FOLDER] [--firefox PROGRAM]
    scripts/firefox-walk.py --serve .build/release/trocha

Each page is opened in English and Spanish, light and dark, at four widths. Reported are errors of the page's
scripts, pages that scroll sideways, and answers that do not appear; pictures go into FOLDER. It speaks Firefox's
own protocol (Marionette) over a socket and needs nothing but Debian's firefox-esr. Ends with 1 when something is wrong.
"""
import argparse, base64, json, os, pathlib, shutil, socket, subprocess, sys, tempfile, time

# Each page, and what it shows once its answer is there.
PAGES = {
    "/": ".five .answer:not(.waiting)",
    "/record?q=usbp-southwest&at=2023-08": "#answer svg",
    "/together": "#answer svg",
    "/outlook": "#answer svg",
    "/needs": "#answer table",
    "/what-if": "#result svg",
    "/affected": "#guided-answer",
    "/check": "#checked .claim",
    "/effect": "#answer svg",
    "/brief": "#brief-frame[data-shown]",
    "/watch": "#moved td",
    "/calendar": "main table",
    "/nowcast": "#answer svg",
    "/contents": "main dl",
}
WIDTHS = [360, 768, 1280, 1920]


class Firefox:
    def __init__(self, program, dark):
        self.profile = tempfile.mkdtemp(prefix="trocha-firefox-")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        settings = {
            "marionette.port": port, "layout.css.prefers-color-scheme.content-override": 0 if dark else 1,
            "browser.shell.checkDefaultBrowser": False, "datareporting.policy.dataSubmissionEnabled": False,
            "app.update.enabled": False, "toolkit.telemetry.enabled": False,
        }
        pathlib.Path(self.profile, "user.js").write_text(
            "".join(f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in settings.items()))
        self.process = subprocess.Popen(
            [program, "--headless", "--marionette", "-remote-allow-system-access", "--no-remote", "--profile", self.profile],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(300):
            try:
                self.socket = socket.create_connection(("127.0.0.1", port), timeout=180)
                break
            except OSError:
                time.sleep(0.2)
        self.count = 0
        self.read()
        self.ask("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {"acceptInsecureCerts": True}}})

    def read(self):
        size = b""
        while not size.endswith(b":"):
            size += self.socket.recv(1)
        left, parts = int(size[:-1]), []
        while left:
            parts.append(self.socket.recv(left))
            left -= len(parts[-1])
        return json.loads(b"".join(parts))

    def ask(self, command, parameters=None):
        self.count += 1
        body = json.dumps([0, self.count, command, parameters or {}]).encode()
        self.socket.sendall(str(len(body)).encode() + b":" + body)
        _, _, fault, value = self.read()
        if fault:
            raise RuntimeError(f"{command}: {fault.get('message')}")
        return value

    def run(self, script):
        return self.ask("WebDriver:ExecuteScript", {"script": script, "args": []})["value"]

    def complaints(self, base):
        """Errors and warnings of the page's own scripts and policies, which only the browser itself can list."""
        self.ask("Marionette:SetContext", {"value": "chrome"})
        found = self.run(
            """
            const told = Services.console.getMessageArray().filter((one) => one instanceof Ci.nsIScriptError)
              .map((one) => [one.sourceName, one.errorMessage, one.category]);
            Services.console.reset();
            return told;
            """)
        self.ask("Marionette:SetContext", {"value": "content"})
        return [f"{text} ({source})" for source, text, kind in found
                if (source or "").startswith(base) and "Layout" not in (kind or "")]

    def end(self):
        try:
            self.ask("Marionette:Quit", {"flags": ["eForceQuit"]})
        except (RuntimeError, OSError, ValueError):
            pass
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
        shutil.rmtree(self.profile, ignore_errors=True)


def walk(firefox, base, shade, out):
    wrong = []
    for language in ("en", "es"):
        for path, shown in PAGES.items():
            name = f"{path} {language} {shade}"
            address = base + path + ("&" if "?" in path else "?") + "lang=" + language
            for width in WIDTHS:
                firefox.ask("WebDriver:SetWindowRect", {"width": width, "height": 1000})
                if width == WIDTHS[0]:
                    firefox.ask("WebDriver:Navigate", {"url": address})
                    for _ in range(600):
                        if firefox.run(f"return !!document.querySelector({json.dumps(shown)})"):
                            break
                        time.sleep(0.1)
                    else:
                        wrong.append(f"{name}: no {shown}")
                time.sleep(0.3)
                inner, wide = firefox.run(
                    "return [innerWidth, document.documentElement.scrollWidth]")
                if wide > inner:
                    wrong.append(f"{name}: {wide} wide at {inner}")
                if out:
                    label = (path.split("?")[0].strip("/") or "corridor")
                    picture = firefox.ask("WebDriver:TakeScreenshot", {"full": False})["value"]
                    (out / f"firefox-{label}-{language}-{shade}-{inner}.png").write_bytes(base64.b64decode(picture))
            wrong += [f"{name}: {text}" for text in firefox.complaints(base)]
            if firefox.run("return document.documentElement.lang") != language:
                wrong.append(f"{name}: in another language")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", nargs="?")
    parser.add_argument("--serve", help="a program to serve with, with a record of its own")
    parser.add_argument("--out", type=pathlib.Path)
    parser.add_argument("--firefox", default=shutil.which("firefox-esr") or shutil.which("firefox"))
    asked = parser.parse_args()
    if not asked.firefox:
        sys.exit("There is no Firefox on the search path: apt-get install firefox-esr")
    if bool(asked.base) == bool(asked.serve):
        sys.exit("Give the address of a service, or a program to serve with.")
    with tempfile.TemporaryDirectory(prefix="trocha-walk-") as folder:
        service = None
        if asked.serve:
            service = subprocess.Popen(
                [asked.serve, "serve", "--port", "0", "--record", folder + "/record.sqlite"],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            asked.base = next(line for line in service.stdout if "http://" in line).split()[-1]
        try:
            report(asked)
        finally:
            if service:
                service.terminate()
                service.wait(30)


def report(asked):
    if asked.out:
        asked.out.mkdir(parents=True, exist_ok=True)
    wrong = []
    for shade in ("light", "dark"):
        firefox = Firefox(asked.firefox, shade == "dark")
        try:
            wrong += walk(firefox, asked.base.rstrip("/"), shade, asked.out)
        finally:
            firefox.end()
    print("\n".join(wrong) if wrong else f"{len(PAGES)} pages, 2 languages, light and dark, {len(WIDTHS)} widths: nothing wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
