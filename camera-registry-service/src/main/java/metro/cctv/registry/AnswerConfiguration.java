package metro.cctv.registry;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * Questions of place are short and wait for nothing but PostgreSQL, eight at a time. A virtual thread hands over to a
 * poller and back at each of its 8 KB pieces; a thread of the system simply reads on.
 */
@Configuration(proxyBeanMethods = false)
class AnswerConfiguration {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> answersByThreadsOfTheSystem() {
        return new AfterSpringsOwn();
    }

    /** Tomcat makes its own pool ({@code server.tomcat.threads}) when nobody gives it another. */
    private static final class AfterSpringsOwn
            implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {
        @Override
        public void customize(TomcatServletWebServerFactory tomcat) {
            tomcat.addProtocolHandlerCustomizers(handler -> handler.setExecutor(null));
        }

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }
    }
}
