import Periods

/// Every value that sources have given for one period, in the order they were published.
public struct RevisionReport: Encodable, Sendable {
  public var series: String
  public var period: Period
  public var revisions: [Entry]

  public struct Entry: Encodable, Sendable {
    public var published: Day
    public var value: Double?
    public var source: String
    /// From the value before it that is known.
    public var change: Double?
  }

  public init(_ selection: Selection, period: Period, _ revisions: [Revision]) {
    series = selection.description
    self.period = period
    var before: Double?
    var entries: [Entry] = []
    for revision in revisions {
      let change = before.flatMap { old in revision.value.map { $0 - old } }
      entries.append(
        Entry(
          published: revision.published, value: revision.value, source: revision.source,
          change: change))
      before = revision.value ?? before
    }
    self.revisions = entries
  }
}
