import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals
import Wording

/// The local web application and its HTTP API, in one process.
package struct TrochaService: Sendable {
  private let site: Site
  private let logger: Logger

  /// Opens the record and reads what is served.
  ///
  /// - Throws: what is wrong with the configuration, the record or the corridor's files.
  package init(_ configuration: ServiceConfiguration, logger: Logger) throws {
    self.logger = logger
    site = try Site(configuration, logger: logger)
  }

  /// Serves until the process is asked to end (SIGTERM, SIGINT) or the task is cancelled; running
  /// simulations then leave a checkpoint from which they go on at the next start.
  ///
  /// - Throws: a `ServiceConfiguration.Fault` when another program has the port.
  /// - Parameter started: called with the port once the service can be reached.
  package func run(started: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
    let patience = TimeAmount.milliseconds(Int64(site.configuration.patience * 1000))
    let server = HTTPServerBuilder.http1(
      configuration: .init(
        additionalChannelHandlers: [
          RequestFormInstaller(),
          SlowClientHandler(patience: patience),
          ContinueHandler(limit: site.configuration.maxUpload),
        ],
        idleTimeout: patience,
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: 64 << 10, maxHeaderListSize: 80 << 10, maxHeaderFieldCount: 100)))
    let application = Application(
      router: try TrochaService.router(site), server: server,
      configuration: .init(
        address: .hostname(site.configuration.host, port: site.configuration.port), backlog: 1024,
        availableConnectionsDelegate: MaximumAvailableConnections(
          TrochaService.mostConnections(site.configuration.maxConnections))),
      onServerRunning: { channel in
        prepareFront()
        await started(channel.localAddress?.port ?? 0)
      },
      logger: logger)
    // The last is shut down first: jobs end their streams of events, then the server its connections.
    var settings = ServiceGroupConfiguration(
      services: [.init(service: application), .init(service: site.jobs)],
      gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    settings.maximumGracefulShutdownDuration = .seconds(20)
    do {
      try await ServiceGroup(configuration: settings).run()
    } catch let error as IOError where error.errnoCode == EADDRINUSE {
      throw ServiceConfiguration.Fault(
        description: """
          Port \(site.configuration.port) of \(site.configuration.host) is taken, perhaps by Trocha \
          itself. Give another with --port; 0 takes any that is free.
          """)
    }
  }

  /// Makes what the first page shows before anybody asks for it, where it holds up no answer; what is wrong is
  /// said to who asks.
  private func prepareFront() {
    let site = site
    Task(executorPreference: site.simulations) {
      for language in Language.allCases { _ = try? site.front.answers(language) }
    }
  }

  /// As many as were asked for, and as the system has descriptors for: the record and uploads need some too.
  private static func mostConnections(_ asked: Int) -> Int {
    var limit = rlimit()
    #if canImport(Glibc)
      let code = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    #else
      let code = getrlimit(RLIMIT_NOFILE, &limit)
    #endif
    guard code == 0 else { return asked }
    return max(8, min(asked, Int(clamping: limit.rlim_cur) - 128))
  }

  static func router(_ site: Site) throws -> Router<WebContext> {
    let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
    router.middlewares.add(AccountMiddleware(site: site))
    router.middlewares.add(SecurityMiddleware())
    router.middlewares.add(ErrorMiddleware(site: site))
    router.middlewares.add(GateMiddleware(site))
    Assets.add(to: router, site)
    OperationRoutes.add(to: router, site)
    QuestionRoutes.add(to: router, site)
    SeriesRoutes.add(to: router, site)
    ImportRoutes.add(to: router, site)
    CorridorRoutes.add(to: router, site)
    JobRoutes.add(to: router, site)
    ScreeningRoutes.add(to: router, site)
    NeedsRoutes.add(to: router, site)
    BriefRoutes.add(to: router, site)
    PolicyDateRoutes.add(to: router, site)
    FeedRoutes.add(to: router, site)
    MCPRoutes.add(to: router, site)
    for page in Pages.all { page.add(to: router, site) }
    EmbedPage.add(to: router, site)
    SignInPage.add(to: router, site)
    return router
  }
}
