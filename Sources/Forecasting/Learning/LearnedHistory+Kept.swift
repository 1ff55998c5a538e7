import Estimation
import Foundation
import Periods
import Record
import Synchronization

extension LearnedHistory {
  /// What was learned from a record: from the file that ships or the one beside the record where that is
  /// of the same figures, else anew, which takes some seconds and is kept.
  package static func of(_ store: RecordStore) throws -> LearnedHistory {
    let key = try "\(LearnedFile.version) \(store.contentVersion())"
    return try last.withLock { last in
      if let last, last.key == key { return last.history }
      let own = LearnedFile(path: store.path + ".learned")
      let history: LearnedHistory
      if let kept = LearnedFile.shipped.read(key: key) ?? own.read(key: key) {
        history = kept
      } else {
        let data = try LearnedFile.data(learn(from: RecordPanel(store)), key: key)
        // Where it cannot be kept it is learned again.
        try? data.write(to: URL(fileURLWithPath: own.path), options: .atomic)
        // As it is kept, so that the next answer is the same.
        history = LearnedFile.history(data, key: key) ?? LearnedHistory(steps: [])
      }
      last = (key, history)
      return history
    }
  }

  /// The file of a record's figures as it ships.
  package static func shipped(_ store: RecordStore) throws -> Data {
    let key = try "\(LearnedFile.version) \(store.contentVersion())"
    return try LearnedFile.data(learn(from: RecordPanel(store)), key: key)
  }

  /// Of the record that was asked last in this process.
  private static let last = Mutex<(key: String, history: LearnedHistory)?>(nil)
}

/// What was learned, in a file: a line with the key, then the numbers of each step.
struct LearnedFile {
  /// To be raised when an expert or the rule of learning changes.
  static let version = 2

  let path: String

  static let shipped = LearnedFile(path: ShippedFiles.folder("learned") + "/shipped.learned")

  /// - Returns: `nil` when there is no file, it is of other figures, or it is damaged.
  func read(key: String) -> LearnedHistory? {
    FileManager.default.contents(atPath: path).flatMap { Self.history($0, key: key) }
  }

  static func history(_ data: Data, key: String) -> LearnedHistory? {
    let head = Data((key + "\n").utf8)
    let size = MemoryLayout<Float>.size
    let count = StepNumbers(.start(Day(number: 0))).numbers.count
    guard data.starts(with: head), (data.count - head.count).isMultiple(of: count * size) else {
      return nil
    }
    let body = [UInt8](data.dropFirst(head.count))
    let numbers = stride(from: 0, to: body.count, by: size).map { start in
      Double(
        Float(
          bitPattern: body[start..<(start + size)].reversed()
            .reduce(UInt32(0)) { $0 << 8 | UInt32($1) }))
    }
    let steps = stride(from: 0, to: numbers.count, by: count).compactMap {
      StepNumbers(numbers[$0..<($0 + count)]).step
    }
    return steps.count * count == numbers.count ? LearnedHistory(steps: steps) : nil
  }

  static func data(_ history: LearnedHistory, key: String) -> Data {
    var data = Data((key + "\n").utf8)
    for step in history.steps {
      for number in StepNumbers(step).numbers {
        withUnsafeBytes(of: Float(number).bitPattern.littleEndian) { data.append(contentsOf: $0) }
      }
    }
    return data
  }
}

/// A step as numbers, always as many; what is not known is no number.
private struct StepNumbers {
  private(set) var numbers: [Double] = []
  private var place = 0

  init(_ step: LearnedStep) {
    numbers = [Double(step.day.number)] + step.weights.flatMap { $0.flatMap(\.self) }
    numbers += step.bands.logarithms
    let panel = step.panel
    for table in [panel.changes, panel.recent, panel.scaled, panel.damped] { add(table) }
    for index in 0..<Panel.sizeCount {
      let isThere = panel.sizes.indices.contains(index)
      numbers.append(isThere ? panel.sizes[index].from : .nan)
      add(isThere ? panel.sizes[index].changes : [])
    }
  }

  private mutating func add(_ table: [[Double]]) {
    for month in 0..<Panel.longest {
      let row = table.indices.contains(month) ? table[month] : []
      numbers += row.isEmpty ? Scores.levels.map { _ in .nan } : row
    }
  }

  init(_ numbers: ArraySlice<Double>) { self.numbers = Array(numbers) }

  /// `nil` when a number is none that could have been learned.
  var step: LearnedStep? {
    var copy = self
    return copy.read()
  }

  private mutating func take(_ count: Int) -> [Double] {
    defer { place += count }
    return Array(numbers[place..<min(numbers.count, place + count)])
  }

  private mutating func table() -> [[Double]] {
    (0..<Panel.longest).map { _ in
      let row = take(Scores.levels.count)
      return row.allSatisfy(\.isFinite) ? row : []
    }
  }

  private mutating func read() -> LearnedStep? {
    guard let day = take(1).first.flatMap({ Int32(exactly: $0) }) else { return nil }
    let weights = (0..<LearnedStep.months).map { _ in
      Scores.levels.map { _ in take(Learned.experts.count) }
    }
    let bands = BandCalibration(logarithms: take(Scores.levels.count))
    guard weights.allSatisfy({ $0.allSatisfy { $0.allSatisfy { (0...1).contains($0) } } }),
      bands.logarithms.allSatisfy({ abs($0) < 10 })
    else { return nil }
    let (changes, recent, scaled, damped) = (table(), table(), table(), table())
    let sizes = (0..<Panel.sizeCount).compactMap { _ -> Panel.Size? in
      let from = take(1).first ?? .nan
      let changes = table()
      return from.isNaN ? nil : Panel.Size(from: from, changes: changes)
    }
    return LearnedStep(
      day: Day(number: day), weights: weights, bands: bands,
      panel: Panel(
        changes: changes, recent: recent, scaled: scaled, damped: damped, sizes: sizes))
  }
}
