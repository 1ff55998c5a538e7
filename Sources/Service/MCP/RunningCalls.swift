import Synchronization

/// Calls that are being answered, so that they can be cancelled and are not too many.
final class RunningCalls: Sendable {
  /// A call, by its client and its id there.
  struct Key: Hashable, Sendable {
    /// `nil` where there is one client.
    var session: String?
    var id: RPCID
  }

  private let calls = Mutex<[Key: RunningCall]>([:])
  /// Calls at a time, those that wait for their turn among them.
  private let most: Int

  init(most: Int) { self.most = most }

  var count: Int { calls.withLock(\.count) }

  /// Takes a call on.
  ///
  /// - Throws: an ``RPCFault`` where there are too many, or one of the same id.
  func begin(_ key: Key) throws(RPCFault) -> RunningCall {
    let call = RunningCall()
    let fault: RPCFault? = calls.withLock { calls in
      guard calls[key] == nil else {
        return RPCFault(.invalidRequest, "A request with this id is being answered.", id: key.id)
      }
      guard calls.count < most else {
        return RPCFault(
          .busy, "\(most) calls are being answered. Wait for one of them, then ask again.",
          id: key.id)
      }
      calls[key] = call
      return nil
    }
    if let fault { throw fault }
    return call
  }

  func end(_ key: Key) { calls.withLock { $0[key] = nil } }

  func cancel(_ key: Key) { calls.withLock { $0[key] }?.cancel() }

  /// Cancels the calls of a client; all where none is named.
  func cancelAll(of session: String? = nil) {
    let found = calls.withLock { calls in
      calls.filter { session == nil || $0.key.session == session }.map(\.value)
    }
    for call in found { call.cancel() }
  }
}

/// A call that is being answered.
final class RunningCall: Sendable {
  private struct State {
    var isCancelled = false
    var onCancel: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())

  var isCancelled: Bool { state.withLock(\.isCancelled) }

  func cancel() {
    let action = state.withLock { state in
      state.isCancelled = true
      defer { state.onCancel = nil }
      return state.onCancel
    }
    action?()
  }

  /// Called once the call is cancelled, at once where it is.
  func onCancel(_ action: @escaping @Sendable () -> Void) {
    let isLate = state.withLock { state in
      if !state.isCancelled { state.onCancel = action }
      return state.isCancelled
    }
    if isLate { action() }
  }
}
