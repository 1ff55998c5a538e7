#!/usr/bin/env python3
"""Writes a small random instance of FLEE, made from its number alone.

Usage: Benchmarks/make-random-instance.py NUMBER FOLDER

It has 3 to 8 places of all kinds, roads (some twice, or given the other way round), closures, conflicts that
begin, end and change, counts that rise and fall, and settings over every key of FLEE 3.1 that docs/simulate.md
calls the same. Left out is what FLEE 3.1 stops at: floods, Poisson spawning, camps as sinks, shares of ethnicity;
and awareness_level 0 and closures of links, at which Trocha says that it differs.
"""

import datetime
import os
import random
import sys

START = datetime.date(2023, 1, 1)
NAMES = ["Alba", "Bocas", "Cúcuta", "Dos Ríos", "El Ñame", "Finca 9", "Guna", "Honda", "Itsmina"]
COUNTRIES = ["home", "away", "third"]


class Instance:
    def __init__(self, number):
        self.random = random.Random(number)
        self.features = {}
        self.days = self.random.choice([8, 8, 12, 16, 34])
        self.hasten = self.maybe(0.12, lambda: self.random.choice([2, 3, 10]), 1)
        self.settings = self.make_settings()
        self.places = self.make_places()
        self.roads = self.make_roads()
        self.closures = self.make_closures()
        self.conflicts = self.make_conflicts()
        self.agents = self.make_agents()
        self.counts = self.make_counts()

    def maybe(self, chance, make, other=None):
        return make() if self.random.random() < chance else other

    def note(self, feature, value=True):
        self.features[feature] = value
        return value

    # Settings

    def make_settings(self):
        pick, uniform = self.random.choice, self.random.uniform
        candidates = {
            "max_move_speed": lambda: pick([100, 200, 420.5]), "max_walk_speed": lambda: pick([10, 35, 80]),
            "max_crossing_speed": lambda: 15,
            "conflict_movechance": lambda: pick([0.1, 0.5, 1.0, 1.2]), "camp_movechance": lambda: pick([0, 0.001, 0.05, 0.3]),
            "idpcamp_movechance": lambda: pick([0.01, 0.1, 0.5]), "default_movechance": lambda: pick([0.05, 0.3, 0.9, 1]),
            "movechance_pop_base": lambda: pick([1000, 10000.0]),
            "movechance_pop_scale_factor": lambda: pick([0.0, 0.2, 0.5]),
            "awareness_level": lambda: pick([-1, 1, 2, 3, 4]), "avoid_short_stints": lambda: pick([True, False]),
            "start_on_foot": lambda: pick([True, False]), "foreign_weight": lambda: pick([0.5, 2, 4]),
            "camp_weight": lambda: pick([0, 0.5, 2, 5]), "conflict_weight": lambda: pick([0.05, 0.25, 1.5]),
            "softening": lambda: pick([0, 10, 100]), "weight_softening": lambda: pick([0.0, 0.5]),
            "weight_power": lambda: pick([0.0, 0.5, 1.0, 2.0]), "distance_power": lambda: pick([0.0, 0.5, 1.0, 2.0]),
            "stay_close_to_home": lambda: True, "home_distance_power": lambda: pick([0.2, 0.5, 1]),
            "use_pop_for_loc_weight": lambda: True, "pop_power_for_loc_weight": lambda: pick([0.05, 0.1, 0.5]),
            "capacity_buffer": lambda: pick([0.5, 0.9, 0.7]),
        }
        chance = uniform(0.05, 0.5)
        move = {}
        for key, make in candidates.items():
            if self.random.random() < chance:
                move[key] = self.note(key, make())
        if self.random.random() < 0.05:
            move["use_v1_rules"] = self.note("use_v1_rules")
        self.traits = set()
        if self.random.random() < 0.1:
            move["ChildrenAvoidHazards"] = self.note("ChildrenAvoidHazards")
            self.traits = {"age"}
            if self.random.random() < 0.5:
                move["BoysTakeRisk"] = self.note("BoysTakeRisk")
                self.traits = {"age", "gender"}
        spawn = {"sum_from_camps": self.note("sum_from_camps", pick([True, False]))}
        if self.random.random() < 0.25:
            spawn["take_from_population"] = self.note("take_from_population")
        # With both, FLEE's main adds the total to the camps on day 0, FLEE 3.1 does not.
        if not spawn["sum_from_camps"] and self.random.random() < 0.4:
            spawn["insert_day0"] = self.note("insert_day0", False)
        if self.random.random() < 0.2:
            spawn["conflict_driven_spawning"] = self.note("conflict_driven_spawning", pick([
                {"spawn_mode": "constant", "displaced_per_conflict_day": pick([5, 12])},
                {"spawn_mode": "pop_ratio", "displaced_per_conflict_day": 0.003}]))
        if self.random.random() < 0.15:
            spawn["conflict_spawn_decay"] = self.note("conflict_spawn_decay", pick([[1.0, 0.2], [0.5], [1.0, 0.0, 3.0]]))
        if self.random.random() < 0.1:
            spawn["conflict_zone_spawning_only"] = self.note("conflict_zone_spawning_only", True)
        return {"spawn_rules": spawn, "move_rules": move, "optimisations": {"hasten": self.hasten}}

    # Places, roads, closures, conflicts

    def make_places(self):
        number = self.random.randint(3, 8)
        names = self.random.sample(NAMES, number)
        kinds = ["conflict_zone", "camp"] + self.random.choices(
            ["conflict_zone", "town", "camp", "idpcamp", "forwarding_hub", "marker", "village"],
            [3, 6, 4, 2, 1.5, 1.5, 0.4], k=number - 2)
        places = []
        markers = 0
        for index, (name, kind) in enumerate(zip(names, kinds)):
            if kind == "marker":
                markers += 1
                if markers > 2:
                    kind = "town"
            country = "home" if index == 0 else self.random.choice(COUNTRIES)
            people = self.random.choice([0, 1, 900, 5000, 40000])
            if kind == "conflict_zone":
                people = self.random.choice([4000, 5000, 40000])
            if "camp" in kind:
                people = self.random.choice([0, 0, -1, 40, 90, 160, 1000])
                people *= self.hasten if people > 0 else 1
            date = 0
            if kind == "conflict_zone" and index and self.random.random() < 0.2:
                date = self.note("conflict_date", self.random.randint(1, self.days))
            if kind not in ("conflict_zone", "town", "camp"):
                self.note("kind " + kind)
            places.append({
                "name": name, "country": country, "lat": round(self.random.uniform(-20, 20), 2),
                "lon": round(self.random.uniform(-80, -60), 2), "kind": kind, "date": date, "people": people})
        return places

    def make_roads(self):
        names = [place["name"] for place in self.places]
        markers = {place["name"] for place in self.places if place["kind"] == "marker"}
        pairs = [(names[index], self.random.choice(names[:index])) for index in range(1, len(names))]
        for _ in range(self.random.randint(0, len(names))):
            pairs.append(tuple(self.random.sample(names, 2)))
        if self.random.random() < 0.25:
            pairs.append(self.note("road twice", self.random.choice(pairs)))
        if self.random.random() < 0.25:
            pairs.append(self.note("road the other way round", self.random.choice(pairs)[::-1]))
        # Two markers with two roads between them are a ring, at which FLEE never ends.
        seen, kept = False, []
        for a, b in pairs:
            if a in markers and b in markers:
                if seen:
                    continue
                seen = True
            kept.append((a, b))
        redirects = self.random.random() < 0.2
        speeds = self.maybe(0.2, lambda: self.note("max_move_speed of roads"))
        walks = self.maybe(0.2, lambda: self.note("walk_probability"))
        roads = []
        for a, b in kept:
            forced = self.random.choice(["", "0", "1", "2"]) if redirects else self.random.choice(["", "0"])
            if forced in ("1", "2"):
                self.note(f"forced_redirection {forced}")
            row = [a, b, self.random.choice([20, 60, 110.5, 200, 360, 500]), forced]
            row += [self.random.choice([60, 200, 360])] if speeds else []
            row += [self.random.choice([0, 0.3, 1])] if walks else []
            roads.append(row)
        self.road_header = ["#name1", "name2", "distance", "forced_redirection"]
        self.road_header += (["max_move_speed"] if speeds else []) + (["walk_probability"] if walks else [])
        return roads

    def make_closures(self):
        names = [place["name"] for place in self.places]
        rows = []
        for _ in range(self.random.choice([0, 0, 1, 1, 2, 4])):
            kind = self.random.choice(["country", "location", "camp", "idpcamp", "remove_forced_redirection"])
            start = self.random.randint(0, self.days - 1)
            end = self.random.choice([-1, start, start + 1, start + 3, start + 6, 1000, 2])
            self.note("closure of " + kind)
            first = self.random.choice(COUNTRIES if kind == "country" else names)
            second = self.random.choice(COUNTRIES if kind == "country" else names)
            rows.append([kind, first, second if kind in ("country", "remove_forced_redirection") else "-", start, end])
        return rows

    def make_conflicts(self):
        columns = {}
        for index, place in enumerate(self.places):
            name = place["name"]
            if index == 0 and self.random.random() < 0.95:
                columns[name] = [self.random.choice([1.0, 1.0, 0.4, 2.5])] * self.days
            elif place["kind"] == "conflict_zone" or self.random.random() < 0.15:
                if place["kind"] != "conflict_zone":
                    self.note("conflict at a " + place["kind"])
                columns[name] = self.course()
        return columns

    def course(self):
        """Intensities by day: a conflict that begins, perhaps changes, ends and begins again."""
        values, level = [], self.random.choice([0.0, 0.0, 1.0, 0.3])
        for _ in range(self.days):
            if self.random.random() < 0.15:
                level = self.random.choice([0.0, 1.0, 0.3, 2.0])
            values.append(level)
        return values

    # People

    def make_agents(self):
        if self.traits or self.random.random() > 0.1:
            return None
        self.settings["spawn_rules"]["read_from_agents_csv_file"] = self.note("read_from_agents_csv_file")
        names = [place["name"] for place in self.places]
        return [(self.random.choice(names), self.random.choice("mf")) for _ in range(self.random.randint(1, 80))]

    def make_counts(self):
        all_places = self.random.random() < 0.15
        if all_places:
            self.note("counts at places that are no camps")
        default = self.settings["move_rules"].get("default_movechance", 0.3)
        assert default >= 0.005
        layout, files = [["total", "total.csv"]], {"total.csv": self.course_of_counts(2)}
        for number, place in enumerate(self.places):
            if "camp" not in place["kind"] and not (all_places and self.random.random() < 0.5):
                continue
            name = f"camp{number}.csv"
            layout.append([place["name"], name])
            files[name] = self.course_of_counts(1)
            if self.random.random() < 0.08:
                layout[-1].append(self.note("two files of counts", f"camp{number}b.csv"))
                files[f"camp{number}b.csv"] = self.course_of_counts(0.3)
        self.layout = layout
        self.corrections = []
        if self.random.random() < 0.12:
            place, name = self.random.choice(layout[1:])[:2]
            rows = files[name]
            if len(rows) > 2 and all(row[1] > 0 for row in rows):
                self.corrections.append([place, self.random.choice(rows[1:])[0]])
                self.note("registration_corrections")
        return files

    def course_of_counts(self, size):
        number = self.random.randint(2, 5)
        span = range(self.random.choice([0, 0, 0, -3, 2]), self.days + self.random.choice([-2, 0, 5]))
        days = sorted(self.random.sample(list(span), min(number, len(span))))
        people = self.random.choice([0, 0, 10, 45])
        rows = []
        for day in days:
            rows.append([(START + datetime.timedelta(days=day)).isoformat(), int(people * size * self.hasten)])
            people = max(0, people + self.random.choice([-20, 0, 15, 40, 80]))
        return rows

    # Files

    def files(self):
        def table(rows):
            return "".join(",".join(str(field) for field in row) + "\n" for row in rows)

        result = {
            "simsetting.yml": yaml(self.settings),
            "input_csv/locations.csv": table(
                [["#name", "region", "country", "lat", "lon", "location_type", "conflict_date", "population"]]
                + [[p["name"], "r", p["country"], p["lat"], p["lon"], p["kind"], p["date"], p["people"]] for p in self.places]),
            "input_csv/routes.csv": table([self.road_header] + self.roads),
            "input_csv/closures.csv": table(
                [["#closure_type", "name1", "name2", "closure_start", "closure_end"]] + self.closures),
            "input_csv/conflicts.csv": table(
                [["#Day", *self.conflicts]]
                + [[day, *(values[day] for values in self.conflicts.values())] for day in range(self.days)]),
            "input_csv/registration_corrections.csv": table(self.corrections),
            "input_csv/sim_period.csv": table([["StartDate", START.isoformat()], ["Length", self.days]]),
            "source_data/data_layout.csv": table(self.layout),
        }
        for name, rows in self.counts.items():
            result["source_data/" + name] = table(rows)
        if self.agents:
            result["input_csv/agents.csv"] = table([["location", "sex"], *self.agents])
        place = self.places[0]["name"]
        if "age" in self.traits:
            result["input_csv/demographics_age.csv"] = table(
                [["age", "Default", place], [8, 2, 1], [16, 1, 1], [40, 2, 3]])
        if "gender" in self.traits:
            result["input_csv/demographics_gender.csv"] = table(
                [["gender", "Default"], ["male", 1], ["female", 2]])
        return result


def yaml(settings):
    lines = []
    for section, values in settings.items():
        lines.append(f"{section}:" if values else f"{section}: {{}}")
        for key, value in values.items():
            if isinstance(value, dict):
                lines.append(f"  {key}:")
                lines += [f"    {name}: {part}" for name, part in value.items()]
            else:
                lines.append(f"  {key}: {str(value).lower() if isinstance(value, bool) else value}")
    return "\n".join(lines) + "\n"


def write(number, folder):
    """Writes an instance; returns its days, and what is in it."""
    instance = Instance(number)
    for name, text in instance.files().items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    return instance.days, instance.features


if __name__ == "__main__":
    write(int(sys.argv[1]), sys.argv[2])
