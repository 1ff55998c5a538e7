import Tabular
import Yams

/// Where a setting stands in `simsetting.yml`.
struct FleeSettingPath: Hashable, Sendable {
  /// Section, empty for none; then the key, or a group and the key in it.
  let parts: [String]
  /// As it was asked for.
  let name: String

  var key: String { parts.last ?? name }

  /// Keys that stand in a group of a section.
  private static let groups: [[String]: [String]] = [
    ["spawn_rules", "conflict_driven_spawning"]: ["spawn_mode", "displaced_per_conflict_day"],
    ["spawn_rules", "flood_driven_spawn_mode"]: ["flood_spawn_mode", "displaced_per_flood_day"],
    ["move_rules", "flood_rules"]: [
      "flood_movechances", "flood_loc_weights", "flood_forecaster", "flood_forecaster_timescale",
      "flood_forecaster_end_time", "flood_forecaster_weights", "flood_awareness_weights",
    ],
  ]

  /// Settings that decide what is read of the instance's other files, or how.
  static let readingKeys: Set<String> = [
    "hasten", "empty_camps_on_day0", "read_from_agents_csv_file", "conflict_input_file",
    "flood_level_input_file", "flood_driven_spawn_mode", "flood_spawn_mode",
    "displaced_per_flood_day", "flood_zone_spawning_only", "conflict_zone_spawning_only",
  ]

  /// The setting of a name: `max_move_speed`, or with what it stands in, `move_rules.max_move_speed`.
  /// `nil` when there is none, or it is a group.
  init?(_ name: String) {
    guard let path = FleeSettingPath.all[name] else { return nil }
    parts = path
    self.name = name
  }

  /// Every name, with its place.
  private static let all: [String: [String]] = {
    var result: [String: [String]] = [:]
    for (section, keys) in FleeSettingKeys.sections {
      for key in keys.keys {
        result[key] = [section, key]
        if !section.isEmpty { result["\(section).\(key)"] = [section, key] }
      }
    }
    for (group, keys) in groups {
      for key in keys {
        result[key] = group + [key]
        result["\(group[1]).\(key)"] = group + [key]
        result["\(group[0]).\(group[1]).\(key)"] = group + [key]
      }
    }
    return result
  }()

  /// The short names, for suggestions.
  static var names: [String] { all.keys.filter { !$0.contains(".") }.sorted() }

  /// Whether ``MovementSettings/set(_:to:)`` sets it.
  var isPlainNumber: Bool { parts.count == 2 && MovementSettings.numberSetting(name) != nil }

  var decidesWhatIsRead: Bool { FleeSettingPath.readingKeys.contains(key) }

  /// Why it can't differ between the runs of an ensemble; `nil` when it can.
  var whyNotInDesign: String? {
    if parts[0] == "log_levels" { return "An ensemble writes no logs; only a single run does." }
    if key == "number_of_steps" {
      return "All runs of an ensemble have the same number of days; use --days."
    }
    switch FleeSettingKeys.sections[parts[0]]?[parts[1]] {
    case .ignored: return "It does not influence how people move."
    case .passedOver(let reason): return reason
    default: return nil
    }
  }

  /// Puts values in the place of those of a file.
  ///
  /// - Throws: an ``InputError`` for a value that is no YAML.
  static func replace(
    _ values: [FleeSettingPath: String], in root: Node?
  ) throws(InputError) -> Node? {
    guard !values.isEmpty else { return root }
    var root = root ?? empty
    for (path, text) in values.sorted(by: { $0.key.name < $1.key.name }) {
      let value: Node?
      do { value = try Yams.compose(yaml: text) } catch {
        throw InputError(
          InputIssue(
            file: path.name, expected: "\(path.key) as simsetting.yml has it", found: "\"\(text)\"")
        )
      }
      put(value ?? Node(""), at: path.parts.filter { !$0.isEmpty }[...], in: &root)
    }
    return root
  }

  private static var empty: Node { .mapping(Node.Mapping([])) }

  private static func put(_ value: Node, at path: ArraySlice<String>, in node: inout Node) {
    guard let key = path.first else {
      node = value
      return
    }
    if node.mapping == nil { node = empty }
    var inner = node[key] ?? empty
    put(value, at: path.dropFirst(), in: &inner)
    node[key] = inner
  }
}

/// Where an instance was read from, to read it again with other settings.
public struct FleeInstanceSource: Sendable {
  /// Path of the instance's folder.
  public var folder: String
  /// Path of a folder with the counts; `nil` for the instance's own.
  public var validation: String?
  /// Path of a file of settings, or a name of ``ShippedSettings``; `nil` for the instance's own.
  public var settings: String?

  /// The places of an instance's files, as ``FleeInstanceReader/read(_:validation:settings:)`` takes them.
  public init(folder: String, validation: String? = nil, settings: String? = nil) {
    self.folder = folder
    self.validation = validation
    self.settings = settings
  }

  /// Reads and checks the instance.
  ///
  /// - Throws: an `InputError` that lists all mistakes of all files, with line and column.
  public func read() throws(InputError) -> FleeInstance { try read(replacing: [:]) }

  func read(replacing values: [FleeSettingPath: String]) throws(InputError) -> FleeInstance {
    try FleeInstanceReader.read(
      folder, validation: validation, settings: settings, replacing: values)
  }

  func settings(replacing values: [FleeSettingPath: String]) throws(InputError) -> MovementSettings
  {
    try FleeInstanceReader.settings(folder, settings: settings, replacing: values)
  }
}
