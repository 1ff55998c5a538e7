"""Runs FLEE on an instance and prints the people at every place at the end of every day.

Usage: run-flee-places.py INSTANCE_DIR SIMSETTING_YML DAYS [RUNS [SEED]]

Prints a row day,place,people for each day and place, and one for (on the road); with RUNS a row
day,place,mean,variance,runs, of runs with the seeds SEED and up. FLEE is driven through its Python modules in
the order of its own run script; both the main branch of 2026 and the release 3.1 of 2023 are known, by what
their modules take. What FLEE prints on the way is discarded. With FLEE_AS_MAIN set, FLEE 3.1 takes on four
rules of main (take_on_main).
"""

import contextlib
import inspect
import json
import os
import random
import sys
import tempfile


def takes(function, name):
    return name in inspect.signature(function).parameters


def main():
    folder, settings_file = (os.path.abspath(part) for part in sys.argv[1:3])
    days = int(sys.argv[3])
    files = os.path.join(folder, "input_csv")
    if not os.path.isdir(files):
        files = folder
    sys.setrecursionlimit(10_000)
    with tempfile.TemporaryDirectory() as scratch, open(os.devnull, "w") as nowhere:
        # FLEE looks for some of its files from where it runs.
        os.symlink(files, os.path.join(scratch, "input_csv"))
        os.chdir(scratch)
        if len(sys.argv) > 4:
            seed = int(sys.argv[5]) if len(sys.argv) > 5 else 1
            rows = summary([
                in_child(nowhere, seed + run, folder, files, settings_file, days)
                for run in range(int(sys.argv[4]))])
        else:
            rows = []
            with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
                run(folder, files, settings_file, days, rows)
    for row in rows:
        print(",".join(str(part) for part in row))


def summary(runs):
    """Means and variances over the runs, row by row."""
    rows = []
    for parts in zip(*runs):
        day, place = parts[0][:2]
        people = [part[2] for part in parts]
        mean = sum(people) / len(people)
        spread = sum((number - mean) ** 2 for number in people)
        rows.append((day, place, mean, spread / max(1, len(people) - 1), len(people)))
    return rows


def in_child(nowhere, seed, *arguments):
    """A run in a process of its own, since FLEE keeps some of its state in its modules."""
    with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
        import flee.flee, flee.InputGeography, flee.spawning  # Once, for all children.
        import numpy
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with os.fdopen(writing, "w") as answer:
            try:
                with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
                    random.seed(seed)
                    numpy.random.seed(seed)
                    rows = []
                    run(*arguments, rows)
                json.dump(rows, answer)
            except BaseException as fault:
                json.dump(f"{type(fault).__name__}: {fault}", answer)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        rows = json.load(answer)
    os.waitpid(child, 0)
    if isinstance(rows, str):
        sys.exit(rows)
    return rows


def take_on_main(flee, moving, geography, spawning, settings):
    """Puts rules into FLEE 3.1 as its main branch has them since: who is in the middle of a route leaves for
    certain; a conflict of any intensity ends; the people counted on day 0 take room in a camp; populations
    above 1 attract."""
    evolve, add_zones, add_first = (
        flee.Person.evolve, geography.InputGeography.AddNewConflictZones, spawning.add_initial_refugees)

    def evolve_on_route(self, e, time, ForceTownMove=False):
        if self.travelling or not self.route:
            return evolve(self, e, time, ForceTownMove)
        link = self.take_next_step(e)
        if link:
            self.handle_travel(link, travelling=True)

    def end_zones(self, e, time, Debug=False):
        add_zones(self, e, time, Debug)
        for name, values in self.conflicts.items():
            if time > 0 and values[time] < 1e-6 <= values[time - 1]:
                e.remove_conflict_zone(name=name)

    def take_room(e, d, loc):
        add_first(e, d, loc)
        rules = settings.spawn_rules
        if loc.capacity > 0 and rules["InsertDayZeroRefugeesInCamps"] and not rules["conflict_driven_spawning"]:
            loc.capacity -= int(d.get_field(loc.name, 0, FullInterpolation=True))

    flee.Person.evolve = evolve_on_route
    geography.InputGeography.AddNewConflictZones = end_zones
    spawning.add_initial_refugees = take_room
    moving.min = max


def sums_camps(settings_file):
    """The setting that FLEE 3.1 leaves to the script that runs it."""
    import yaml

    with open(settings_file, encoding="utf-8") as file:
        return bool(((yaml.safe_load(file) or {}).get("spawn_rules") or {}).get("sum_from_camps", True))


def run(folder, files, settings_file, days, rows):
    import flee.flee as flee
    import flee.InputGeography as geography
    import flee.spawning as spawning
    from flee.SimulationSettings import SimulationSettings as settings
    from flee.datamanager import handle_refugee_data as tables
    from flee.datamanager import read_period

    if os.environ.get("FLEE_AS_MAIN") and not takes(flee.Ecosystem.__init__, "start_date"):
        take_on_main(flee, flee.moving, geography, spawning, settings)
    period = os.path.join(files, "sim_period.csv")
    read = getattr(read_period, "read_sim_period", None) or read_period.read_conflict_period
    start, length = read(period)
    days = min(days or length, length)
    settings.ReadFromYML(settings_file)
    settings.ConflictInputFile = os.path.join(files, "conflicts.csv")
    settings.FloodLevelInputFile = os.path.join(files, "flood_level.csv")
    if takes(flee.Ecosystem.__init__, "start_date"):
        ecosystem = flee.Ecosystem(start, demographics_test_prefix=folder)
    else:
        ecosystem = flee.Ecosystem()
    inputs = geography.InputGeography()
    inputs.ReadLocationsFromCSV(os.path.join(files, "locations.csv"))
    inputs.ReadLinksFromCSV(os.path.join(files, "routes.csv"))
    inputs.ReadClosuresFromCSV(os.path.join(files, "closures.csv"))
    # Main reads conflicts.csv with the locations; FLEE 3.1 leaves it to the script that runs it.
    if not inputs.conflicts and os.path.exists(settings.ConflictInputFile):
        inputs.ReadConflictInputCSV(settings.ConflictInputFile)
    ecosystem, places = inputs.StoreInputGeographyInEcosystem(ecosystem)
    if settings.spawn_rules.get("read_from_agents_csv_file"):
        inputs.ReadAgentsFromCSV(ecosystem, os.path.join(files, "agents.csv"))
    more = {}
    if takes(tables.RefugeeTable.__init__, "start_empty"):
        more["start_empty"] = settings.spawn_rules.get("EmptyCampsOnDay0", False)
    counts = tables.RefugeeTable(
        csvformat="generic",
        data_directory=os.path.join(folder, "source_data"),
        start_date=start,
        data_layout="data_layout.csv",
        population_scaledown_factor=settings.optimisations["PopulationScaleDownFactor"],
        **more,
    )
    counts.ReadL1Corrections(os.path.join(files, "registration_corrections.csv"))
    for name in ecosystem.get_camp_names():
        spawning.add_initial_refugees(ecosystem, counts, places[name])
    summed = {}
    if takes(spawning.spawn_daily_displaced, "SumFromCamps"):
        summed["SumFromCamps"] = sums_camps(settings_file)
    for day in range(days):
        inputs.AddNewConflictZones(ecosystem, day)
        spawning.spawn_daily_displaced(ecosystem, day, counts, **summed)
        spawning.refresh_spawn_weights(ecosystem)
        ecosystem.enact_border_closures(day)
        ecosystem.evolve()
        everywhere = 0
        for place in ecosystem.locations:
            everywhere += place.numAgents
            rows.append((day, place.name, place.numAgents))
        people = sum(1 for person in ecosystem.agents if person.location is not None)
        rows.append((day, "(on the road)", people - everywhere))


if __name__ == "__main__":
    main()
