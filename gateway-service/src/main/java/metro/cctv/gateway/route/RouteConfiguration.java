package metro.cctv.gateway.route;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;

import java.net.http.HttpClient;
import java.util.Objects;
import java.util.concurrent.Executors;
import metro.cctv.gateway.owner.IngestOwners;
import metro.cctv.gateway.settings.GatewayProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** The route table as Spring Cloud Gateway's routes. */
@Configuration(proxyBeanMethods = false)
class RouteConfiguration {

    /** HTTP/1.1 because our services speak it; connections are pooled, threads are virtual. */
    @Bean(destroyMethod = "shutdownNow")
    HttpClient upstreamClient(GatewayProperties gateway) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(gateway.route().connectWithin())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    @Bean
    RouterFunction<ServerResponse> routes(GatewayProperties gateway, IngestOwners owners) {
        RouterFunction<ServerResponse> all = null;
        for (RouteTable.Route route : RouteTable.ROUTES) {
            RouterFunction<ServerResponse> one = route(route.service().label() + "-" + RouteTable.ROUTES.indexOf(route))
                    .route(predicate(route), http())
                    .before(
                            route.service() == Service.INGEST
                                    ? request ->
                                            uri(owners.baseFor(request.path())).apply(request)
                                    : uri(route.service().base(gateway.upstreams())))
                    .build();
            all = all == null ? one : all.and(one);
        }
        return Objects.requireNonNull(all);
    }

    private static RequestPredicate predicate(RouteTable.Route route) {
        RequestPredicate any = route.patterns().stream()
                .map(RequestPredicates::path)
                .reduce(RequestPredicate::or)
                .orElseThrow();
        return any.and(RequestPredicates.path(RouteTable.LIVE_SOCKET).negate());
    }
}
