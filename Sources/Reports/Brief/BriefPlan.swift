import Corridors
import Periods
import Record
import Tabular
import Wording

/// What the brief of a corridor shows, and in which order: the corridor's `brief.yaml`.
package struct BriefPlan: Decodable, Sendable {
  /// The series of the headline.
  var headline: Listed
  /// The sentences under it.
  var summary: [Statement]
  var keyFigures: [Listed]
  var sections: [Section]
  /// Series of the table of comparisons.
  var comparisons: [Listed]
  var deaths: Deaths
  var abroad: Abroad
  /// What a reader could mistake.
  var cautions: [Localized]

  /// Situations put to the policies; a corridor without policies has none.
  var affected: Affected?
  package var whatIf: WhatIfPlan?

  /// Series to forecast; a plan without it has none.
  var outlook: OutlookPlan?

  struct OutlookPlan: Decodable, Sendable {
    var series: [Listed]
    /// Months ahead.
    var months: Int
  }

  /// Policies whose effect is shown; a plan without it shows none.
  var effect: EffectPlan?

  struct EffectPlan: Decodable, Sendable {
    var policies: [DatedPolicy]

    struct DatedPolicy: Decodable, Sendable {
      /// Series that the policy may have changed.
      var query: String
      var on: Day
      var label: Localized
    }
  }

  struct Affected: Decodable, Sendable {
    /// Ids of the policies asked.
    var policies: [String]
    var situations: [Case]

    struct Case: Decodable, Sendable {
      var label: Localized
      /// Facts by name, written as on the command line.
      var facts: [String: String]
      /// Who was counted in the situation, and in which months.
      var query: String?
      var from: Period?
      var through: Period?
    }
  }

  /// Scenarios put side by side.
  package struct WhatIfPlan: Decodable, Sendable {
    package var scenarios: [String]
    /// First and last month shown.
    package var from: Period
    package var through: Period
    package var runs: Int
    package var seed: UInt64
  }

  /// A series and what to call it in a sentence.
  struct Listed: Decodable, Sendable {
    var query: String
    var label: Localized
    /// The subject of a sentence, with its article: "Border Patrol encounters at the border".
    var subject: Localized?
  }

  /// A sentence to be made from the record.
  struct Statement: Decodable, Sendable {
    enum Kind: String, Decodable, Sendable {
      /// Against the year before and the last time it was as high.
      case comparison
      /// The last figure, its change and its share of a total.
      case share
      /// The year so far and what it would come to.
      case pace
      /// The last twelve months.
      case lastTwelveMonths = "last-twelve-months"
      /// The last figure of a stock.
      case latest
      /// A figure that only one source states, for its own period.
      case quoted
    }
    var kind: Kind
    var query: String
    var subject: Localized
    /// For ``Kind/quoted``.
    var period: Period?
  }

  struct Section: Decodable, Sendable {
    var id: String
    var title: Localized
    var text: Localized
    var charts: [Chart]
  }

  struct Chart: Decodable, Sendable {
    enum Form: String, Decodable, Sendable {
      case lines
      case stackedBars = "stacked-bars"
    }
    var id: String
    var title: Localized
    var form: Form
    /// Either several series …
    var series: [Listed]?
    /// … or one and the dimension that it is parted by.
    var of: String?
    var by: Dimension?
    /// Parts to show apart from "others".
    var top: Int?
    var every: Granularity?
    var from: Period?
    /// Last period shown; all that is held when left out.
    var through: Period?
    /// Ids of the corridor's events to mark.
    var marks: [String]?
  }

  struct Deaths: Decodable, Sendable {
    var query: String
    var by: Dimension
    /// Calendar years to show.
    var years: Int
  }

  struct Abroad: Decodable, Sendable {
    var query: String
    /// Countries to show.
    var top: Int
    /// Labels of `kind` to show as columns.
    var kinds: [String]
  }

  /// Reads the plan of a corridor's folder.
  package static func of(_ folder: CorridorFolder) throws(InputError) -> BriefPlan {
    try folder.file("brief.yaml").decode(BriefPlan.self)
  }
}
