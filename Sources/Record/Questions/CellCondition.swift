import GRDB

/// What a series must be to match a selection in one table.
struct CellCondition: Hashable {
  /// What is asked of a series' label in one dimension.
  enum Test: Hashable {
    case among([String])
    case outside([String])
    /// Broken down by the dimension, or not.
    case labelled, unlabelled
  }

  struct Part: Hashable {
    var dimension: Dimension
    var test: Test
  }

  let measure: String
  /// In the order of the dimensions.
  private(set) var parts: [Part] = []

  /// The dimensions whose labels it looks at.
  var tested: Set<Dimension> { Set(parts.map(\.dimension)).union([.measure]) }

  /// As any table writes its labels: for what is handed out, not answered.
  init(_ selection: Selection) {
    self.init(selection, by: []) { label, _ in [label] }
  }

  init(_ answering: AnsweringTables, for table: HeldTable) {
    self.init(answering.selection, by: answering.by) { label, dimension in
      answering.check.cellLabels(label, dimension, table)
    }
  }

  /// A unit or a base of comparison must be named to be meant: a change in per cent is not to be
  /// added to a count.
  private init(
    _ selection: Selection, by: [Dimension],
    _ cellLabels: (_ label: String, _ dimension: Dimension) -> [String]?
  ) {
    measure = selection.measure
    func add(_ dimension: Dimension, _ test: Test) {
      parts.append(Part(dimension: dimension, test: test))
    }
    for dimension in Dimension.allCases where dimension != .measure {
      let included = selection.including[dimension]?.map { cellLabels($0, dimension) }
      if let included, !included.contains(where: { $0 == nil }) {
        add(dimension, .among(Set(included.flatMap { $0 ?? [] }).sorted()))
      } else if included != nil || by.contains(dimension) || selection.excluding[dimension] != nil {
        add(dimension, .labelled)
      } else if dimension == .unit || dimension == .against {
        add(dimension, .unlabelled)
      }
      if let excluded = selection.excluding[dimension] {
        add(dimension, .outside(excluded.flatMap { cellLabels($0, dimension) ?? [] }))
      }
    }
  }
}

extension CellCondition {
  /// For the columns of a series or a subtotal.
  var sql: String { (["measure = ?"] + parts.map(\.sql)).joined(separator: " AND ") }
  var arguments: StatementArguments { StatementArguments([measure] + parts.flatMap(\.labels)) }
}

extension CellCondition.Part {
  fileprivate var sql: String {
    let column = "\"\(dimension.rawValue)\""
    let marks = labels.map { _ in "?" }.joined(separator: ", ")
    return switch test {
    case .among: "\(column) IN (\(marks))"
    case .outside: "\(column) NOT IN (\(marks))"
    case .labelled: "\(column) <> ''"
    case .unlabelled: "\(column) = ''"
    }
  }

  /// The labels that it names.
  var labels: [String] {
    switch test {
    case .among(let labels), .outside(let labels): labels
    case .labelled, .unlabelled: []
    }
  }
}
