/// Takes the lines of FLEE's logs (`agents.out.0` and `links.out.0`) as the person engine writes them.
///
/// The levels are those of the settings (`log_levels`); at level 0 a log has no lines.
public final class TravelLog {
  /// FLEE's level: 1 for a line for each person and day, 2 also for places passed through, 3 with the
  /// number of the road beside the day.
  let agentLevel: Int
  /// FLEE's level: 1 for the people who have set out on each road so far, 2 also by trait.
  let linkLevel: Int
  let showsRegions: Bool
  private let writeAgents: (String) -> Void
  private let writeLinks: (String) -> Void

  /// - Parameters:
  ///   - rules: the settings of the instance that is run.
  ///   - agents: called with each line of the agents log, its line end included.
  ///   - links: called with each line of the links log, its line end included.
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
