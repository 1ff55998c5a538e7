import Benchmark
import Foundation
import Record

/// Each measurement stands beside a reference that does the same work by other means in the same
/// run; `README.md` says how to read the ratios.
let benchmarks: @Sendable () -> Void = {
  let work = Workbench.shared

  Benchmark(
    "Import: 100,000 rows of CBP's table",
    configuration: .init(metrics: [.wallClock, .peakMemoryResident], maxDuration: .seconds(20))
  ) { benchmark in
    for _ in benchmark.scaledIterations {
      let path = work.folder.appending(path: "\(UUID().uuidString).sqlite").path
      let store = try RecordStore(path: path, seeded: false)
      benchmark.startMeasurement()
      blackHole(try store.importFile(path: work.encounters))
      benchmark.stopMeasurement()
      try FileManager.default.removeItem(atPath: path)
    }
  }

  Benchmark(
    "Import, reference: sqlite3 .import of the same file",
    configuration: .init(metrics: [.wallClock], maxDuration: .seconds(20))
  ) { benchmark in
    for _ in benchmark.scaledIterations {
      try work.run("sqlite3", [":memory:", ".import --csv \(work.encounters) t"])
    }
  }

  Benchmark(
    "Compare: Border Patrol at the southwest border, over the whole record",
    configuration: .init(metrics: [.wallClock], maxDuration: .seconds(10))
  ) { benchmark in
    let store = try RecordStore(path: work.record)
    let selection = try SelectionParser(store.vocabulary).selection("usbp-southwest")
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      blackHole(try store.comparisons(selection))
    }
  }

  Benchmark(
    "Compare, reference: Python adds up the same cells from CSV",
    configuration: .init(metrics: [.wallClock], maxDuration: .seconds(10))
  ) { benchmark in
    for _ in benchmark.scaledIterations {
      try work.run("python3", ["-c", work.addUp, work.exported])
    }
  }

  for (name, record) in [("one vintage", work.record), ("five vintages", work.vintages)] {
    Benchmark(
      "Compare: eight questions, \(name) of every table",
      configuration: .init(metrics: [.wallClock], maxDuration: .seconds(10))
    ) { benchmark in
      let store = try RecordStore(path: record)
      let selections = try work.questions.map { try store.parser.selection($0) }
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations {
        for selection in selections { blackHole(try store.comparisons(selection)) }
      }
    }
  }

  Benchmark(
    "Brief: cold start, record at hand",
    configuration: .init(metrics: [.wallClock], maxDuration: .seconds(20))
  ) { benchmark in
    for _ in benchmark.scaledIterations {
      try work.run(
        work.trocha,
        ["brief", "--record", work.record, "--out", work.folder.appending(path: "brief").path])
    }
  }

  Benchmark(
    "Brief: cold start, first run on a new machine",
    configuration: .init(metrics: [.wallClock], maxDuration: .seconds(20))
  ) { benchmark in
    for _ in benchmark.scaledIterations {
      let record = work.folder.appending(path: "\(UUID().uuidString).sqlite").path
      try work.run(
        work.trocha,
        ["brief", "--record", record, "--out", work.folder.appending(path: "brief").path])
    }
  }

  Benchmark(
    "Brief, reference: Python reads the exported record as CSV",
    configuration: .init(metrics: [.wallClock], maxDuration: .seconds(20))
  ) { benchmark in
    for _ in benchmark.scaledIterations {
      try work.run(
        "python3", ["-c", "import csv,sys;list(csv.DictReader(open(sys.argv[1])))", work.exported])
    }
  }
}
