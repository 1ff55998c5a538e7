import CorridorModel
import Foundation
import Logging
import Questions
import Reports
import ServiceLifecycle
import Synchronization

/// The jobs: those that wait, those that run, a few at a time, and those that are over.
///
/// A job is kept on disk before it is acknowledged. When the process is asked to end, running jobs
/// leave a checkpoint and go on at the next start; when it is killed, they begin anew, and give the
/// same numbers.
actor JobBoard: Service {
  /// Jobs that may wait or run at once, and those that are remembered when they are over.
  static let mostOpen = 50
  static let mostKept = 200

  nonisolated let feed = JobFeed()
  private let folder: JobFolder
  private let maxRuns: Int
  private let threads: Int
  private let pool: WorkerPool
  /// Seconds that a job may run.
  private let longest: Double
  private let logger: Logger
  private let prepare: @Sendable (WhatIfQuestion) throws -> WhatIfRunner

  private var jobs: [String: Job] = [:]
  private var running: [String: (state: RunState, task: Task<Void, Never>)] = [:]
  /// Results of running jobs so far.
  private var partial: [String: WhatIf] = [:]
  private var isOpen = false
  /// Whose jobs they are, by the address they came from, and whose turn was when: each has one after the other.
  private var owners: [String: String] = [:]
  private var turns: [String: Int] = [:]

  /// What a running simulation and the board share: that it is to stop, and how far it is.
  final class RunState: Sendable {
    private let isStopped = Atomic<Bool>(false)
    private let isOver = Atomic<Bool>(false)
    private let runs = Atomic<Int>(0)

    func stop() { isStopped.store(true, ordering: .relaxed) }
    /// Its time is over.
    func giveUp() { isOver.store(true, ordering: .relaxed) }
    var isGivenUp: Bool { isOver.load(ordering: .relaxed) }
    var isToStop: Bool { isStopped.load(ordering: .relaxed) || isGivenUp }
    var done: Int {
      get { runs.load(ordering: .relaxed) }
      set { runs.store(newValue, ordering: .relaxed) }
    }
  }

  /// - Parameters:
  ///   - threads: runs computed beside one another in each job.
  ///   - prepare: makes a question ready to run.
  init(
    folder: String, maxRuns: Int, threads: Int, pool: WorkerPool, longest: Double, logger: Logger,
    prepare: @escaping @Sendable (WhatIfQuestion) throws -> WhatIfRunner
  ) throws {
    self.folder = try JobFolder(folder)
    self.maxRuns = maxRuns
    self.threads = threads
    self.pool = pool
    self.longest = longest
    self.logger = logger
    self.prepare = prepare
    for var job in self.folder.jobs() {
      if !job.state.isOver { job.state = .waiting }
      jobs[job.id] = job
    }
  }

  /// Runs jobs until the process is to end.
  func run() async throws {
    isOpen = true
    startWaiting()
    let feed = feed
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        while !Task.isCancelled, (try? await Task.sleep(for: .seconds(15))) != nil { feed.beat() }
      }
      group.addTask { try? await gracefulShutdown() }
      await group.next()
      group.cancelAll()
    }
    isOpen = false
    for entry in running.values { entry.state.stop() }
    for entry in running.values { await entry.task.value }
    feed.finish()
  }

  // MARK: What is there

  /// The newest first.
  var list: [Job] {
    jobs.keys.compactMap(job).sorted { ($0.created, $0.id) > ($1.created, $1.id) }
  }

  func job(_ id: String) -> Job? {
    guard var job = jobs[id] else { return nil }
    job.done = max(job.done, running[id]?.state.done ?? 0)
    return job
  }

  var counts: (running: Int, waiting: Int) {
    (running.count, jobs.values.count { $0.state == .waiting })
  }

  /// What came of a job, so far or in the end; `nil` when nothing did yet.
  func result(of id: String) -> WhatIf? {
    partial[id] ?? (jobs[id] == nil ? nil : folder.result(of: id))
  }

  // MARK: What is asked

  /// Takes a question on; when this returns the job is kept.
  ///
  /// - Parameter owner: the address that it came from.
  func submit(
    _ question: WhatIfQuestion, name: String, of owner: String, command: String
  ) throws -> Job {
    guard jobs.values.count(where: { !$0.state.isOver }) < JobBoard.mostOpen else {
      throw Problem(
        .tooManyRequests, "queue", "Too many simulations wait",
        "At most \(JobBoard.mostOpen) may wait at once. Cancel some, or come back later.")
    }
    let now = Date()
    let job = Job(
      id: Job.newID(), name: name, state: .waiting, question: question, command: command,
      created: now, updated: now, done: 0, total: question.runs * question.scenarios.count,
      resultRuns: 0, problem: nil)
    try folder.keep(job)
    jobs[job.id] = job
    owners[job.id] = owner
    feed.send(job)
    forgetOldest()
    startWaiting()
    return job
  }

  /// Stops a job that waits or runs; the result of its runs so far stays. Removes one that is over.
  func cancel(_ id: String) throws -> Job? {
    guard var job = jobs[id] else { return nil }
    if job.state.isOver {
      try folder.remove(id)
      jobs[id] = nil
      return job
    }
    job.state = .cancelled
    job.updated = Date()
    try folder.keep(job)
    jobs[id] = job
    running[id]?.state.stop()
    feed.send(job)
    return job
  }

  private func forgetOldest() {
    let over = list.filter(\.state.isOver)
    for job in over.dropFirst(JobBoard.mostKept) {
      try? folder.remove(job.id)
      jobs[job.id] = nil
      owners[job.id] = nil
    }
  }

  // MARK: Running

  private func startWaiting() {
    while isOpen, running.count < maxRuns, let job = next() {
      turns[owners[job.id] ?? "", default: 0] = (turns.values.max() ?? 0) + 1
      let state = RunState()
      let task = Task(executorPreference: pool) { await self.execute(job, state) }
      running[job.id] = (state, task)
    }
  }

  /// The oldest job of whoever had a turn longest ago.
  private func next() -> Job? {
    list.reversed().filter { $0.state == .waiting && running[$0.id] == nil }
      .enumerated().min {
        (turns[owners[$0.element.id] ?? ""] ?? 0, $0.offset)
          < (turns[owners[$1.element.id] ?? ""] ?? 0, $1.offset)
      }?.element
  }

  private nonisolated func execute(_ job: Job, _ state: RunState) async {
    await note(job.id) { $0.state = .running }
    let clock = Task {
      guard (try? await Task.sleep(for: .seconds(longest))) != nil else { return }
      state.giveUp()
    }
    defer { clock.cancel() }
    do {
      let runner = try prepare(job.question)
      var runs =
        folder.checkpoint(of: job.id) ?? WhatIfRuns(scenarios: job.question.scenarios.count)
      state.done = runs.count
      while runs.whole < job.question.runs, !state.isToStop {
        // Few runs at first, so that something is to be seen soon.
        let next = min(job.question.runs, max(8, runs.whole * 2))
        runs = await extend(runs, to: next, runner, job, state)
        await keep(runner.result(of: runs, command: job.command), runs, of: job.id)
      }
      await end(job.id, runs, isGivenUp: state.isGivenUp)
    } catch {
      logger.error("A simulation failed", metadata: ["error": "\(type(of: error))"])
      await note(job.id) {
        $0.state = .failed
        $0.problem = Problem(error)?.detail ?? "It could not be computed."
      }
      await forget(job.id)
    }
  }

  private nonisolated func extend(
    _ runs: WhatIfRuns, to number: Int, _ runner: WhatIfRunner, _ job: Job, _ state: RunState
  ) async -> WhatIfRuns {
    var sent = ContinuousClock.now
    var shown = job
    shown.state = .running
    shown.resultRuns = runs.whole
    let report = { (done: Int) in
      state.done = done
      guard ContinuousClock.now - sent > .milliseconds(100), !state.isToStop else { return }
      sent = .now
      shown.done = done
      shown.updated = Date()
      self.feed.send(shown)
    }
    return await runner.extend(
      runs, to: number, threads: threads, isCancelled: { state.isToStop }, progress: report)
  }

  private func keep(_ result: WhatIf?, _ runs: WhatIfRuns, of id: String) {
    guard let result, jobs[id] != nil else { return }
    partial[id] = result
    note(id) { job in
      job.done = runs.count
      job.resultRuns = result.runs
    }
  }

  /// Done, cancelled, or to go on at the next start.
  private func end(_ id: String, _ runs: WhatIfRuns, isGivenUp: Bool) {
    defer { forget(id) }
    guard let job = jobs[id] else { return }
    do {
      if isGivenUp, runs.whole < job.question.runs, job.state == .running {
        if let result = partial[id] { try folder.keep(result: result, of: id) }
        return note(id) {
          $0.state = .failed
          $0.problem =
            "It was stopped after \(Int(longest / 60)) minutes, with \(runs.whole) of \($0.question.runs) runs."
        }
      }
      if runs.whole < job.question.runs, job.state == .running {
        try folder.keep(checkpoint: runs, of: id)
        return note(id) { $0.state = .waiting }
      }
      if let result = partial[id] { try folder.keep(result: result, of: id) }
      folder.forgetCheckpoint(of: id)
      if job.state == .running { note(id) { $0.state = .done } }
    } catch {
      logger.error("A result could not be kept", metadata: ["error": "\(error)"])
      note(id) {
        $0.state = .failed
        $0.problem = "The result could not be written to the disk."
      }
    }
  }

  private func forget(_ id: String) {
    running[id] = nil
    partial[id] = nil
    startWaiting()
  }

  /// Changes a job, keeps it and sends it on. A job that was cancelled stays so.
  private func note(_ id: String, _ change: (inout Job) -> Void) {
    guard var job = jobs[id] else { return }
    let wasCancelled = job.state == .cancelled
    change(&job)
    if wasCancelled { job.state = .cancelled }
    job.updated = Date()
    jobs[id] = job
    do {
      try folder.keep(job)
    } catch {
      logger.error("A job could not be kept", metadata: ["error": "\(error)"])
    }
    feed.send(job)
  }
}
