/// Takes the lines of the agents log and the links log as a run makes them.
public final class TravelLog {
  /// FLEE's level: 1 for a line per person and day, 2 for places passed through too, 3 for the hop's
  /// number beside the day.
  let agentLevel: Int
  /// FLEE's level: 1 for people on each road so far, 2 by trait too.
  let linkLevel: Int
  let showsRegions: Bool
  private let writeAgents: (String) -> Void
  private let writeLinks: (String) -> Void

  /// - Parameters:
  ///   - agents: takes lines of the agents log, each with its line end.
  ///   - links: takes lines of the links log.
  public init(
    _ rules: MovementSettings, agents: @escaping (String) -> Void,
    links: @escaping (String) -> Void
  ) {
    agentLevel = rules.agentLog
    linkLevel = rules.linkLog
    showsRegions = rules.logsRegions
    writeAgents = agents
    writeLinks = links
  }

  func agent(_ line: String) { writeAgents(line + "\n") }
  func link(_ line: String) { writeLinks(line + "\n") }
}
