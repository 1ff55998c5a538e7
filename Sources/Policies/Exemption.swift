import Periods
import Tabular
import Wording

/// People whom a country's rules for foreign nationals do not reach, such as its own citizens.
package struct Exemption: Hashable, Sendable {
  /// Country whose rules do not reach them.
  package let country: String
  package var when: Expression
  /// Kinds of its policies that do not.
  package var kinds: Set<Policy.Kind>
  /// Ids of policies that reach them all the same.
  package var except: [String]
  /// Taken not to apply while nothing is said of it, and asked for last.
  package var isRare: Bool
  package var text: Localized
  /// Ids of sources.
  package var sources: [String]

  func covers(_ policy: Policy) -> Bool {
    country == policy.authority && kinds.contains(policy.kind) && !except.contains(policy.id)
  }
}

extension Screening {
  /// Why a policy does not reach the person; `nil` where it does, or may.
  func exemption(from policy: Policy, _ evaluation: Evaluation) -> Exemption? {
    set.exemptions.first { $0.covers(policy) && evaluation.answer($0.when) == .yes }
  }
}

extension PolicyEntryReader {
  /// The exemptions of a policy file, in its order.
  func exemptions(_ root: DataEntry) -> [Exemption] {
    (root.optional("exemptions")?.list ?? []).compactMap { entry -> Exemption? in
      entry.knows(["country", "when", "kinds", "except", "rare", "text", "source"])
      let country = entry.required("country")?.country
      let when = expression(entry.required("when"))
      let kinds = (entry.required("kinds")?.list ?? []).compactMap {
        $0.choice(of: Policy.Kind.self)
      }
      guard let country, let text = entry.required("text")?.localized else { return nil }
      return Exemption(
        country: country, when: when, kinds: Set(kinds),
        except: (entry.optional("except")?.list ?? []).compactMap(\.text),
        isRare: entry.optional("rare")?.flag ?? false, text: text, sources: ruleSources(entry))
    }
  }
}
