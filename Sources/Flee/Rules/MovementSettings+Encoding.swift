extension MovementSettings: Encodable {
  /// Encodes the settings like a `simsetting.yml`, by section and key; as JSON they are such a file.
  public func encode(to encoder: any Encoder) throws {
    var file: [String: Entry] = [:]
    for (section, uses) in FleeSettingKeys.sections {
      let entries = uses.compactMapValues(entry)
      if section.isEmpty {
        file.merge(entries) { first, _ in first }
      } else {
        file[section] = .group(entries)
      }
    }
    var container = encoder.singleValueContainer()
    try container.encode(file)
  }

  /// An entry of the file.
  private indirect enum Entry: Encodable {
    case number(Double)
    case whole(Int)
    case flag(Bool)
    case text(String)
    case numbers([Double])
    case group([String: Entry])
    case none

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .number(let value): try container.encode(value)
      case .whole(let value): try container.encode(value)
      case .flag(let value): try container.encode(value)
      case .text(let value): try container.encode(value)
      case .numbers(let values): try container.encode(values)
      case .group(let entries): try container.encode(entries)
      case .none: try container.encodeNil()
      }
    }
  }

  /// The value under a key; `nil` for keys that have no value of their own.
  private func entry(_ use: FleeSettingKeys.Use) -> Entry? {
    switch use {
    case .number(let path, _): .number(self[keyPath: path])
    case .whole(let path, _): .whole(self[keyPath: path])
    case .flag(let path): .flag(self[keyPath: path])
    case .text(let path): .text(self[keyPath: path])
    case .numbers(let path): list(self[keyPath: path])
    case .conflictSpawning: conflictSpawning.map(entry) ?? Entry.none
    case .floodSpawning: floodSpawning.map(entry) ?? Entry.none
    case .floodRules: floodRules
    case .granularity: .text(logsRegions ? "region" : "location")
    case .legacyRules, .ignored, .passedOver: nil
    }
  }

  private var floodRules: Entry {
    var group = [
      "flood_movechances": list(floodMoveChances), "flood_loc_weights": list(floodPlaceWeights),
    ]
    if let forecast = floodForecast {
      group["flood_forecaster"] = .flag(true)
      group["flood_forecaster_timescale"] = .whole(forecast.days)
      group["flood_forecaster_end_time"] = .whole(forecast.lastDay)
      group["flood_forecaster_weights"] = list(forecast.weights)
      group["flood_awareness_weights"] = list(forecast.awarenessWeights)
    }
    return .group(group)
  }

  private func list(_ values: [Double]) -> Entry { values.isEmpty ? .none : .numbers(values) }

  private func entry(_ spawning: ConflictSpawning) -> Entry {
    func group(_ mode: String, _ number: Double) -> Entry {
      .group(["spawn_mode": .text(mode), "displaced_per_conflict_day": .number(number)])
    }
    return switch spawning {
    case .constant(let number): group("constant", number)
    case .poisson(let mean): group("poisson", mean)
    case .populationRatio(let ratio): group("pop_ratio", ratio)
    }
  }

  private func entry(_ spawning: FloodSpawning) -> Entry {
    func group(_ mode: String, _ list: [Double]) -> Entry {
      .group(["flood_spawn_mode": .text(mode), "displaced_per_flood_day": .numbers(list)])
    }
    return switch spawning {
    case .constant(let list): group("constant", list)
    case .poisson(let list): group("poisson", list)
    case .populationRatio(let list): group("pop_ratio", list)
    }
  }
}
