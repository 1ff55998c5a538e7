/// Which number of a sentence each name stands with: "Haitians came to 35,529, Venezuelans to 42,550".
///
/// A name right after a number is that number's; else a number is of the last name before it, where no
/// other number has taken that name. Rows of names and rows of numbers go by their order.
struct LabelBinding: Sendable {
  struct Bond: Sendable {
    /// Place of the name among those given.
    var name: Int
    /// Whether hardly anything but a link stands between the two.
    var isStrong: Bool
  }

  private let sentence: Sentence
  private let names: [Range<Int>]
  private let numbers: [Range<Int>]
  /// By place among the numbers.
  private var bonds: [Int: Bond] = [:]

  init(_ reading: SentenceReading, names: [Range<Int>]) {
    sentence = reading.sentence
    self.names = names.sorted { $0.lowerBound < $1.lowerBound }
    numbers = reading.amounts.filter { $0.unit == .count && $0.value >= LabelBinding.least }
      .map(\.core).sorted { $0.lowerBound < $1.lowerBound }
    order = names.indices.sorted { names[$0].lowerBound < names[$1].lowerBound }
    bindRows()
    bindTurns()
    bindAfter()
    bindBefore()
  }

  /// Places of the names as they were given, in the order of the sentence.
  private let order: [Int]

  /// Smaller numbers count groups, places and times as often as people.
  private static let least = 10.0
  /// Words between a name and its number: at most so many, and few enough to leave no doubt.
  private static let reach = 9
  private static let near = 4

  /// The name that a number stands with.
  func bond(of tokens: Range<Int>) -> Bond? {
    numbers.firstIndex { $0.overlaps(tokens) }.flatMap { bonds[$0] }
  }

  /// Whether a name stands with a number, without doubt.
  func isTaken(_ name: Int) -> Bool { bonds.values.contains { $0.name == name && $0.isStrong } }

  private func hasNumber(_ name: Int) -> Bool { bonds.values.contains { $0.name == name } }

  // MARK: Rows

  /// "Cubans and Nicaraguans made the difference: 34,675 and 20,899".
  private mutating func bindRows() {
    for rowOfNames in rows(names) where rowOfNames.count > 1 {
      guard let last = rowOfNames.last else { continue }
      let end = names[last].upperBound
      let nextName = names.indices.contains(last + 1) ? names[last + 1].lowerBound : .max
      let rowOfNumbers = rows(numbers).first { row in
        row.first.map { numbers[$0].lowerBound >= end } ?? false
      }
      guard let rowOfNumbers, rowOfNumbers.count == rowOfNames.count,
        let lastNumber = rowOfNumbers.last, numbers[lastNumber].upperBound <= nextName,
        !isBond(before: names[rowOfNames[0]])
      else { continue }
      for (name, number) in zip(rowOfNames, rowOfNumbers) {
        bonds[number] = Bond(name: order[name], isStrong: true)
      }
    }
  }

  /// Whether a number stands right before a name: "12,000 Cubans and Haitians".
  private func isBond(before name: Range<Int>) -> Bool {
    numbers.contains { $0.upperBound <= name.lowerBound && isLink($0.upperBound..<name.lowerBound) }
  }

  /// Runs with nothing but commas and "and" between.
  private func rows(_ ranges: [Range<Int>]) -> [[Int]] {
    var rows: [[Int]] = []
    for index in ranges.indices {
      if let last = rows.last?.last,
        (ranges[last].upperBound..<max(ranges[last].upperBound, ranges[index].lowerBound))
          .allSatisfy({
            sentence.isWord($0, in: .rowJoint) || sentence.word($0) == ","
          })
      {
        rows[rows.count - 1].append(index)
      } else {
        rows.append([index])
      }
    }
    return rows
  }

  // MARK: In turn

  /// "220,908 with Cubans, 187,716 with Venezuelans": number and name in turn, from a number to the last
  /// name with nothing but words between each two.
  private mutating func bindTurns() {
    guard numbers.count == names.count, numbers.count > 1 else { return }
    let isInTurn = numbers.indices.allSatisfy { index in
      let (number, name) = (numbers[index], names[index])
      let isNext = index + 1 == numbers.count || name.upperBound <= numbers[index + 1].lowerBound
      return number.upperBound <= name.lowerBound && isNext
        && name.lowerBound - number.upperBound <= LabelBinding.near
        && (number.upperBound..<name.lowerBound).allSatisfy { sentence.token($0)?.kind == .word }
    }
    guard isInTurn else { return }
    for index in numbers.indices where bonds[index] == nil {
      bonds[index] = Bond(name: order[index], isStrong: true)
    }
  }

  // MARK: One by one

  /// "11,325 Venezuelans", "11.325 de venezolanos", "40,593 eran venezolanos".
  private mutating func bindAfter() {
    for (index, number) in numbers.enumerated() where bonds[index] == nil {
      guard let name = names.firstIndex(where: { $0.lowerBound >= number.upperBound }) else {
        continue
      }
      let between = number.upperBound..<names[name].lowerBound
      if isLink(between) {
        bonds[index] = Bond(name: order[name], isStrong: true)
      } else if isFirst(number), between.count <= LabelBinding.near,
        between.allSatisfy({ sentence.token($0)?.kind == .word })
      {
        // "192,399 fell to the Border Patrol and 15,435 to officers": the numbers come first.
        bonds[index] = Bond(name: order[name], isStrong: false)
      }
    }
  }

  /// Whether a number stands before every name.
  private func isFirst(_ number: Range<Int>) -> Bool {
    names.first.map { number.upperBound <= $0.lowerBound } ?? false
  }

  private func isLink(_ between: Range<Int>) -> Bool {
    between.count <= 3 && between.allSatisfy { isLink($0) }
  }

  /// "encounters with", "personas de": words that join a number to whom it counts.
  private func isLink(_ token: Int) -> Bool {
    if sentence.isWord(token, in: .labelLink) { return true }
    return sentence.match(at: token).map { $0.has(.topic) || $0.has(.cue) } ?? false
  }

  /// "Tucson, with 50,560".
  private mutating func bindBefore() {
    for (index, number) in numbers.enumerated() where bonds[index] == nil {
      guard let name = names.lastIndex(where: { $0.upperBound <= number.lowerBound }),
        !isPutAside(names[name])
      else { continue }
      if index > 0, bonds[index - 1]?.name == order[name] {
        bindCompared(index, names[name])
        continue
      }
      let between = names[name].upperBound..<number.lowerBound
      guard between.count <= LabelBinding.reach, !hasNumber(order[name]),
        !between.contains(where: isStop),
        !numbers.contains(where: { between.contains($0.lowerBound) })
      else { continue }
      bonds[index] = Bond(name: order[name], isStrong: between.count <= LabelBinding.near)
    }
  }

  /// A second number of the same name: "fell from 71,048 to 16,710", "were 3,174, up from 5,138".
  private mutating func bindCompared(_ index: Int, _ name: Range<Int>) {
    let start = max(numbers[index - 1].upperBound, name.upperBound)
    let between = start..<max(start, numbers[index].lowerBound)
    guard between.count <= LabelBinding.near,
      between.contains(where: { sentence.isWord($0, in: .secondNumber) })
    else { return }
    bonds[index] = bonds[index - 1]
  }

  /// "all but Mexicans", "came after Venezuelans": whoever the number is compared with.
  private func isPutAside(_ name: Range<Int>) -> Bool {
    (1...2).contains { sentence.isWord(name.lowerBound - $0, in: .putAside) }
  }

  private func isStop(_ token: Int) -> Bool {
    sentence.isWord(token, in: .partOf) || [";", ")", "—", "–"].contains(sentence.word(token))
  }
}
