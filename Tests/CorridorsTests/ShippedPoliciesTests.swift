import Corridors
import Periods
import Policies
import Testing

/// What the folder of the corridor that ships says of policies.
struct ShippedPoliciesTests {
  @Test func `every policy of the timeline has a source and a rule`() throws {
    let set = try CorridorFolder("venezuela-us").policies()
    for policy in set.policies {
      #expect(!policy.rules.isEmpty)
      for rule in policy.rules { #expect(!rule.sources.isEmpty, "\(policy.id)") }
    }
    #expect(Set(set.policies.map(\.authority)).isSuperset(of: ["USA", "MEX", "PAN", "COL", "CUB"]))
    #expect(!set.warnings.contains { $0.en.contains("never hold") })
  }

  /// Citations have the permanent forms of the publishers: a citation of the Federal Register, a section of the Code of
  /// Federal Regulations or of the United States Code leads to that very one.
  @Test func `an address is that of its citation`() throws {
    let set = try CorridorFolder("venezuela-us").policies()
    for source in set.sources.values where !source.url.isEmpty {
      #expect(!source.url.contains(" "), "\(source.id)")
      // Two reprints were only found without encryption.
      #expect(source.url.wholeMatch(of: /https?:\/\/[a-z0-9.\-]+\/[^\s]*/) != nil, "\(source.id)")
      if let cited = source.url.firstMatch(of: /citation\/(\d+)-FR-(\d+)$/) {
        #expect(source.title.contains("\(cited.1) FR \(cited.2)"), "\(source.id)")
      }
      if let cited = source.url.firstMatch(of: /section-(\d+[a-z]?\.\d+)$/) {
        #expect(source.title.contains("CFR \(cited.1)"), "\(source.id)")
      }
      if let cited = source.url.firstMatch(of: /USC-prelim-title(\d+)-section(\d+[a-z]?)&/) {
        #expect(source.title.contains("\(cited.1) U.S.C. \(cited.2)"), "\(source.id)")
      }
      if let cited = source.url.firstMatch(of: /uscode\/text\/(\d+)\/(\d+[a-z]?)$/) {
        #expect(source.title.contains("\(cited.1) U.S.C. \(cited.2)"), "\(source.id)")
      }
    }
    // What is law has an address; press reports and announcements may have none.
    for source in set.sources.values where source.title.contains(#/ FR \d| U\.S\.C\. | CFR /#) {
      #expect(!source.url.isEmpty, "\(source.id)")
    }
  }

  /// Capacities as CBP's releases of 5 May, 1 June and 30 June 2023 give them.
  @Test(arguments: [
    ("2023-01-17", nil), ("2023-01-18", 740.0), ("2023-05-11", 740), ("2023-05-12", 1000),
    ("2023-06-01", 1250), ("2023-06-29", 1250), ("2023-06-30", 1450), ("2025-01-20", 1450),
    ("2025-01-21", nil),
  ])
  func `appointments a day follow the releases`(day: String, people: Double?) throws {
    let set = try CorridorFolder("venezuela-us").policies()
    let rule = set["cbp-one"]?.rule(on: try #require(Day(day)))
    #expect(rule?.peoplePerDay == people)
  }
}
