/// How people are drawn: each person alone, or all who are in the same state as one number. The engines
/// of FLEE's model and of corridors come in both kinds.
public enum EngineKind: String, CaseIterable, Codable, Sendable {
  case person, cohort
}
