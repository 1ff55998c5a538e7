import ArgumentParser
import Periods
import Policies

struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Check a policy file, list its policies, and take a newer one.",
    discussion: """
      A policy file states the rules that `trocha screen` and the simulations use; docs/policy.md \
      shows how one is written.

      EXAMPLES
        trocha policy check
        trocha policy list --on 2023-10-10
        trocha policy update --from policies-2026-05.yaml --dry-run
      """,
    subcommands: [PolicyCheckCommand.self, PolicyListCommand.self, PolicyUpdateCommand.self])
}

struct PolicyCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a policy file: mistakes, impossible conditions, gaps and overlaps in time.",
    discussion: """
      All mistakes are reported at once with line and column, and the exit code is 2. Conditions that \
      can never hold and gaps and overlaps in time are warnings; with --strict the exit code is then 1.

      It also lists what must be looked up again: rules without a day of check, rules that ended after it, rules \
      before the courts, and sources without an address.

      EXAMPLES
        trocha policy check
        trocha policy check --policies my-policies.yaml --strict
      """)

  @OptionGroup var file: PolicyFileOptions

  @Option(
    help: ArgumentHelp("Report what has ended by this day (default: today).", valueName: "day"))
  var on: Day?

  @Flag(help: "Fail on warnings, too.")
  var strict = false

  @Flag(name: .long, help: "Answer as JSON.")
  var json = false

  func run() throws {
    let set = try file.read()
    struct Answer: Encodable {
      var policies: Int
      var rules: Int
      var findings: [String]
      var checkedThrough: Day?
      var currency: PolicyCurrency
    }
    let answer = Answer(
      policies: set.policies.count, rules: set.policies.reduce(0) { $0 + $1.rules.count },
      findings: set.warnings.map { $0(file.lang) }, checkedThrough: set.checked,
      currency: PolicyCurrency(set, on: on ?? Day.today))
    if json {
      try printJSON(answer)
    } else {
      for finding in answer.findings { Output.write(finding + "\n") }
      Output.write(PolicyCurrencyText(answer.currency, file.lang).text)
      Output.write(
        file.lang(
          "\(answer.policies) policies with \(answer.rules) rules; warnings: \(answer.findings.count).\n",
          "\(answer.policies) políticas con \(answer.rules) normas; avisos: \(answer.findings.count).\n"
        )
      )
    }
    if strict, !answer.findings.isEmpty { throw ExitCode(1) }
  }
}

struct PolicyListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the policies in chronological order.",
    discussion: """
      EXAMPLES
        trocha policy list
        trocha policy list --on 2023-10-10 --lang es
      """)

  @OptionGroup var file: PolicyFileOptions

  @Option(help: ArgumentHelp("Only those in force on this day.", valueName: "YYYY-MM-DD"))
  var on: Day?

  @Flag(name: .long, help: "Answer as JSON.")
  var json = false

  func run() throws {
    let set = try file.read()
    struct Row: Encodable {
      var id: String
      var kind: Policy.Kind
      var authority: String
      var name: String
      var from: String
      var until: String?
      var applies: String
      var numbers: [String]
      var sources: [PolicySource]
      var isContested: Bool
    }
    let rows = set.policies.flatMap { policy in
      policy.rules.filter { rule in on.map { rule.isInForce(on: $0) } ?? true }.map { rule in
        Row(
          id: policy.id, kind: policy.kind, authority: policy.authority,
          name: policy.name(file.lang), from: "\(rule.from)", until: rule.until.map { "\($0)" },
          applies: "\(rule.applies)",
          numbers: [rule.capacity, rule.total, rule.flights, rule.seats].compactMap {
            $0?.text(file.lang)
          }, sources: rule.sources.compactMap { set.sources[$0] },
          isContested: rule.contested != nil)
      }
    }.sorted { ($0.from, $0.id) < ($1.from, $1.id) }
    if json { return try printJSON(rows) }
    if let on, let caution = set.caution(on: on, file.lang) { Output.write(caution + "\n") }
    for row in rows {
      Output.write(
        "\(row.from) – \(row.until ?? "…")  \(row.kind.name(file.lang))  \(row.authority)  \(row.name)"
          + (row.numbers.isEmpty ? "" : " (\(row.numbers.joined(separator: ", ")))")
          + (row.isContested ? " *" : "") + "\n")
    }
  }
}
