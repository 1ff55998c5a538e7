import Periods

/// Every value that sources have given for one period, in the order they were published.
package struct RevisionReport: Encodable, Sendable {
  package var series: String
  package var period: Period
  package var revisions: [Entry]

  package struct Entry: Encodable, Sendable {
    package var published: Day
    package var value: Double?
    package var source: String
    /// From the value before it that is known.
    package var change: Double?
  }

  package init(_ selection: Selection, period: Period, _ revisions: [Revision]) {
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
