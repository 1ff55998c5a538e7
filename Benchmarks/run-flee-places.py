"""Runs FLEE once on an instance and prints the people at every place at the end of every day.

Usage: run-flee-places.py INSTANCE_DIR SIMSETTING_YML DAYS

Prints a row day,place,people for each day and place, and one for (on the road). FLEE is driven through its
Python modules in the order of its own run script; both the main branch of 2026 and the release 3.1 of 2023
are known, by what their modules take. What FLEE prints on the way is discarded.
"""

import contextlib
import inspect
import os
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
    rows = []
    with tempfile.TemporaryDirectory() as scratch, open(os.devnull, "w") as nowhere:
        # FLEE looks for some of its files from where it runs.
        os.symlink(files, os.path.join(scratch, "input_csv"))
        os.chdir(scratch)
        with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
            run(folder, files, settings_file, days, rows)
    for row in rows:
        print(",".join(str(part) for part in row))


def run(folder, files, settings_file, days, rows):
    import flee.flee as flee
    import flee.InputGeography as geography
    import flee.spawning as spawning
    from flee.SimulationSettings import SimulationSettings as settings
    from flee.datamanager import handle_refugee_data as tables
    from flee.datamanager import read_period

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
    # FLEE 3.1 reads conflicts.csv by itself; main does so with the locations.
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
    summed = {"SumFromCamps": True} if takes(spawning.spawn_daily_displaced, "SumFromCamps") else {}
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
