"""Runs FLEE 3.1 (PyPI) once on an instance and prints how long its days took, as one line of JSON.

Usage: run-flee.py INSTANCE_DIR SIMSETTING_YML [--days D] [--hasten N]

FLEE is driven through its Python modules in the order of its own run scripts; what it prints on the
way is discarded. The interface is that of the release of 2023, which differs from the main branch.
"""

import argparse
import contextlib
import json
import os
import resource
import tempfile
import time


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("instance")
    parser.add_argument("settings")
    parser.add_argument("--days", type=int)
    parser.add_argument("--hasten", type=int)
    return parser.parse_args()


def read_instance(flee, geography, read_period, tables, settings, folder):
    """The network with its first people, the counts, and the days to simulate."""
    files = os.path.join(folder, "input_csv")
    start, days = read_period.read_conflict_period(os.path.join(files, "sim_period.csv"))
    conflicts = os.path.join(files, "conflicts.csv")
    if os.path.exists(conflicts):
        settings.ConflictInputFile = conflicts
    ecosystem = flee.Ecosystem()
    inputs = geography.InputGeography()
    inputs.ReadLocationsFromCSV(os.path.join(files, "locations.csv"))
    inputs.ReadLinksFromCSV(os.path.join(files, "routes.csv"))
    inputs.ReadClosuresFromCSV(os.path.join(files, "closures.csv"))
    # FLEE 3.1 leaves reading the conflicts to the script that runs it.
    if os.path.exists(conflicts):
        inputs.ReadConflictInputCSV(conflicts)
    ecosystem, places = inputs.StoreInputGeographyInEcosystem(ecosystem)
    counts = tables.RefugeeTable(
        csvformat="generic",
        data_directory=os.path.join(folder, "source_data"),
        start_date=start,
        data_layout="data_layout.csv",
        population_scaledown_factor=settings.optimisations["PopulationScaleDownFactor"],
    )
    corrections = os.path.join(files, "registration_corrections.csv")
    if os.path.exists(corrections):
        counts.ReadL1Corrections(corrections)
    return ecosystem, places, inputs, counts, days


def simulate(ecosystem, places, inputs, counts, spawning, days):
    """Runs the days; returns person-days and the mean of the averaged relative difference."""
    camps = [name for name in ecosystem.get_camp_names() if name in counts.header]
    person_days, errors = 0, []
    for day in range(days):
        inputs.AddNewConflictZones(ecosystem, day)
        _, raw, _ = spawning.spawn_daily_displaced(ecosystem, day, counts, SumFromCamps=True)
        spawning.refresh_spawn_weights(ecosystem)
        ecosystem.enact_border_closures(day)
        ecosystem.evolve()
        person_days += ecosystem.numAgents()
        off = sum(abs(places[c].numAgents - int(counts.get_field(c, day))) for c in camps)
        errors.append(off / raw if raw > 0 else 0.0)
    return person_days, sum(errors) / len(errors)


def main():
    options = arguments()
    folder = os.path.abspath(options.instance)
    settings_file = os.path.abspath(options.settings)
    with tempfile.TemporaryDirectory() as scratch, open(os.devnull, "w") as nowhere:
        os.chdir(scratch)
        with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
            import flee.flee as flee
            import flee.InputGeography as geography
            import flee.spawning as spawning
            from flee.SimulationSettings import SimulationSettings as settings
            from flee.datamanager import handle_refugee_data as tables
            from flee.datamanager import read_period

            begin = time.perf_counter()
            settings.ReadFromYML(settings_file)
            if options.hasten:
                settings.optimisations["PopulationScaleDownFactor"] = options.hasten
            ecosystem, places, inputs, counts, days = read_instance(
                flee, geography, read_period, tables, settings, folder
            )
            for camp in ecosystem.get_camp_names():
                spawning.add_initial_refugees(ecosystem, counts, places[camp])
            ready = time.perf_counter()
            days = options.days or days
            person_days, error = simulate(ecosystem, places, inputs, counts, spawning, days)
            end = time.perf_counter()
    print(
        json.dumps(
            {
                "seconds": end - ready,
                "seconds_all": end - begin,
                "people": ecosystem.numAgents(),
                "person_days": person_days,
                "mean_total_error": error,
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 0.001024,
            }
        )
    )


if __name__ == "__main__":
    main()
