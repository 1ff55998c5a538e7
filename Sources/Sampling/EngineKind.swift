/// The two kinds of engine that FLEE's model and the corridor model have.
///
/// Both follow the same rules and agree in distribution.
public enum EngineKind: String, CaseIterable, Codable, Sendable {
  /// Every person is simulated individually. The cost grows with the number of people.
  case person
  /// People in the same state are one number, moved by binomial and multinomial draws. The cost grows
  /// with the number of states, not of people.
  case cohort
}
