// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "Trocha",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "trocha", targets: ["trocha"]),
    .library(name: "Record", targets: ["Record", "Periods", "Tabular", "Wording"]),
    .library(name: "Flee", targets: ["Flee", "Periods", "Sampling", "Tabular"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.2")),
    .package(url: "https://github.com/apple/swift-crypto", .upToNextMinor(from: "4.5.2")),
    .package(url: "https://github.com/apple/swift-log", .upToNextMinor(from: "1.16.2")),
    .package(url: "https://github.com/apple/swift-nio", .upToNextMinor(from: "2.101.2")),
    .package(url: "https://github.com/apple/swift-nio-extras", .upToNextMinor(from: "1.35.2")),
    .package(url: "https://github.com/groue/GRDB.swift", .upToNextMinor(from: "7.10.0")),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", .upToNextMinor(from: "2.28.1")),
    .package(
      url: "https://github.com/hummingbird-project/swift-mustache", .upToNextMinor(from: "2.1.1")),
    .package(url: "https://github.com/jpsim/Yams", .upToNextMinor(from: "6.2.2")),
    .package(
      url: "https://github.com/swift-server/async-http-client", .upToNextMinor(from: "1.37.0")),
    .package(
      url: "https://github.com/swift-server/swift-service-lifecycle", .upToNextMinor(from: "2.13.0")
    ),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", .upToNextMinor(from: "1.5.0")),
  ],
  targets: [
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CLibzip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(
      name: "CXlsxwriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CNlopt", pkgConfig: "nlopt", providers: [.apt(["libnlopt-dev"])]),
    .systemLibrary(
      name: "CLapacke", pkgConfig: "lapacke",
      providers: [.apt(["liblapacke-dev", "libopenblas-dev"])]),
    .target(name: "Geography"),
    .target(name: "Periods"),
    .target(name: "Wording", dependencies: ["Periods"]),
    .target(
      name: "Tabular",
      dependencies: ["CLibzip", "CXlsxwriter", "CZlib", .product(name: "Yams", package: "Yams")]),
    .target(
      name: "Record",
      dependencies: [
        "Periods", "Tabular", "Wording",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      resources: [
        .copy("Resources/figures"), .copy("Resources/learned"), .copy("Resources/vocabulary"),
      ]
    ),
    .target(
      name: "Fetching",
      dependencies: [
        "Periods", "Record", "Tabular", "Wording",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),
    .target(name: "Policies", dependencies: ["Periods", "Tabular", "Wording"]),
    .target(
      name: "Corridors",
      dependencies: [
        "Geography", "Periods", "Policies", "Tabular", "Wording",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      resources: [.copy("Resources/corridors"), .copy("Resources/outlines")]
    ),
    .target(name: "Sampling"),
    .target(
      name: "InstanceMaking",
      dependencies: ["Flee", "Geography", "Periods", "Tabular", "Wording"]),
    .target(name: "FleeFitting", dependencies: ["Flee", "Sampling", "Sensitivity", "Tabular"]),
    .target(name: "Sensitivity", dependencies: ["Sampling"]),
    .target(name: "Estimation", dependencies: ["CLapacke", "CNlopt"]),
    .target(
      name: "Flee",
      dependencies: [
        "Geography", "Periods", "Sampling", "Tabular", .product(name: "Yams", package: "Yams"),
      ],
      resources: [.copy("Resources/settings")]),
    .target(
      name: "CorridorModel",
      dependencies: [
        "Corridors", "Estimation", "Periods", "Policies", "Sampling", "Tabular", "Wording",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(
      name: "Forecasting",
      dependencies: ["Estimation", "Periods", "Record", "Sampling", "Tabular", "Wording"]),
    .target(
      name: "Effects",
      dependencies: ["Estimation", "Periods", "Policies", "Record", "Sampling", "Wording"]),
    .target(
      name: "Claims", dependencies: ["Periods", "Policies", "Record", "Tabular", "Wording"],
      resources: [.copy("Resources/lexicon")]),
    .target(
      name: "Reports",
      dependencies: [
        "CorridorModel", "Corridors", "Effects", "Flee", "Forecasting", "Periods", "Policies",
        "Record", "Sampling", "Tabular", "Wording",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [.copy("Resources/page")]
    ),
    .target(
      name: "Questions",
      dependencies: [
        "Claims", "CorridorModel", "Corridors", "Effects", "Forecasting", "Periods", "Policies",
        "Record", "Reports", "Sampling", "Tabular", "Wording",
      ]),
    .target(
      name: "Service",
      dependencies: [
        "Claims", "CorridorModel", "Corridors", "Effects", "Forecasting", "Periods", "Policies",
        "Questions", "Record", "Reports", "Tabular", "Wording",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "Yams", package: "Yams"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      resources: [.copy("Resources/site")]
    ),
    // The command line as a library: `trocha` and `trocha-mpi` are thin programs over it.
    .target(
      name: "Commands",
      dependencies: [
        "Claims", "CorridorModel", "Corridors", "Effects", "Estimation", "Fetching", "Flee",
        "FleeFitting", "Forecasting", "InstanceMaking", "Periods", "Policies", "Questions",
        "Record",
        "Reports", "Sampling", "Sensitivity",
        "Service",
        "Tabular", "Wording",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "Sources/trocha",
      resources: [.copy("VERSION")]
    ),
    .executableTarget(name: "trocha", dependencies: ["Commands"], path: "Sources/TrochaProgram"),
    .executableTarget(
      name: "compile-figures",
      dependencies: ["Fetching", "Record", "Periods", "Tabular"],
      path: "Sources/CompileFigures"
    ),
    .executableTarget(
      name: "measure-outlook", dependencies: ["Forecasting", "Record"],
      path: "Benchmarks/MeasureOutlook"),
    .target(name: "TestSupport", path: "Tests/Support"),
    .testTarget(
      name: "InstanceMakingTests", dependencies: ["Flee", "InstanceMaking", "Periods", "Tabular"]),
    .testTarget(
      name: "FleeFittingTests", dependencies: ["Flee", "FleeFitting", "Periods", "Tabular"]),
    .testTarget(name: "SensitivityTests", dependencies: ["Sensitivity"]),
    .testTarget(name: "PeriodsTests", dependencies: ["Periods", "Wording"]),
    .testTarget(name: "TabularTests", dependencies: ["Tabular", "TestSupport"]),
    .testTarget(
      name: "PoliciesTests",
      dependencies: ["Corridors", "Policies", "Periods", "Tabular", "TestSupport", "Wording"]),
    .testTarget(
      name: "CorridorsTests", dependencies: ["Corridors", "Periods", "Policies", "Tabular"]),
    .testTarget(
      name: "RecordTests", dependencies: ["Record", "Tabular", "Periods", "TestSupport"],
      resources: [
        .copy("official"), .copy("record-of-the-first-version.sql"), .copy("shipped-totals.json"),
      ]),
    .testTarget(
      name: "ReportsTests",
      dependencies: [
        "Reports", "CorridorModel", "Corridors", "Periods", "Policies", "Questions", "Record",
        "Wording",
      ]),
    .testTarget(name: "SamplingTests", dependencies: ["Sampling"]),
    .testTarget(
      name: "FleeTests", dependencies: ["Flee", "Periods", "Sampling", "Tabular"],
      resources: [.copy("conformance")]),
    .testTarget(
      name: "CorridorModelTests",
      dependencies: [
        "CorridorModel", "Corridors", "Estimation", "Periods", "Policies", "Sampling",
        "TestSupport", "Wording",
      ]),
    .testTarget(
      name: "ForecastingTests",
      dependencies: ["Estimation", "Forecasting", "Periods", "Record", "TestSupport"],
      resources: [.copy("Models/references")]),
    .testTarget(
      name: "EffectsTests",
      dependencies: [
        "Corridors", "Effects", "Estimation", "Periods", "Policies", "Record", "TestSupport",
        "Wording",
      ], resources: [.copy("reference.json")]),
    .testTarget(
      name: "ClaimsTests",
      dependencies: ["Claims", "Corridors", "Periods", "Policies", "Record", "Tabular", "Wording"],
      resources: [.copy("another-region"), .copy("labelled")]),
    .testTarget(
      name: "QuestionsTests",
      dependencies: [
        "Commands", "Effects", "Forecasting", "Questions", "Periods", "Reports", "Wording",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(
      name: "ServiceTests",
      dependencies: [
        "Service", "Questions", "Reports", "Record", "Periods", "TestSupport", "Wording",
      ],
      exclude: ["Assistants/client.py"]),
    .testTarget(name: "CommandTests", dependencies: ["Periods", "TestSupport"]),
    .testTarget(
      name: "FetchingTests",
      dependencies: [
        "Fetching", "Periods", "Record", "Tabular", "TestSupport", "Wording",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
      ]),
    .testTarget(
      name: "ExtendTests",
      dependencies: ["Estimation", "Forecasting", "Periods", "Record", "Tabular", "Wording"]),
  ],
  swiftLanguageModes: [.v6]
)

// The program that runs over several machines needs Open MPI. It is a part of the package only where it is
// asked for (`make mpi`): nothing else should need Open MPI to be built, or find out that it is there.
if Context.environment["TROCHA_MPI"] == "1" {
  package.products.append(.executable(name: "trocha-mpi", targets: ["trocha-mpi"]))
  package.targets += [
    .systemLibrary(
      name: "CMPI", pkgConfig: "ompi-c", providers: [.apt(["libopenmpi-dev", "openmpi-bin"])]),
    .executableTarget(
      name: "trocha-mpi",
      dependencies: [
        "CMPI", "Commands", "Flee",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "Sources/TrochaMPI"),
  ]
}

// Fuzzing needs the whole of it built for it (scripts/fuzz.sh).
if Context.environment["TROCHA_FUZZ"] == "1" {
  package.targets.append(
    .executableTarget(
      name: "fuzz-readers",
      dependencies: [
        "Claims", "Corridors", "Flee", "Periods", "Policies", "Questions", "Record", "Tabular",
      ], path: "Benchmarks/FuzzReaders"))
}
