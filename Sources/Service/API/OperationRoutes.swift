import Hummingbird
import Record

/// Health, metrics, and what the API is.
enum OperationRoutes {
  static func add(to router: Router<WebContext>, _ site: Site) {
    router.get("openapi.json") { request, _ in site.openAPI.answer.response(to: request) }
    router.get("health") { request, _ in
      struct Health: Encodable {
        var status: String
        var version: String
        var record: String
      }
      // An error here becomes a 500: a record that cannot be read is no healthy service.
      let answer = try Answer(
        json: Health(
          status: "ok", version: site.configuration.version, record: try site.store.contentVersion()
        ))
      return answer.response(to: request, caching: "no-store")
    }
    router.get("metrics") { request, _ in
      let jobs = await site.jobs.counts
      let text = site.metrics.text([
        (
          "trocha_cache_hits_total", "Answers that were kept.", "counter",
          Double(site.cache.hits.value)
        ),
        (
          "trocha_cache_misses_total", "Answers that were made.", "counter",
          Double(site.cache.misses.value)
        ),
        ("trocha_jobs_running", "Simulations that run.", "gauge", Double(jobs.running)),
        ("trocha_jobs_waiting", "Simulations that wait.", "gauge", Double(jobs.waiting)),
      ])
      return Answer(text: text, type: "text/plain; version=0.0.4; charset=utf-8")
        .response(to: request, caching: "no-store")
    }
  }
}
