package metro.cctv.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/** The only public door. Without the excluded part Spring would invent a user of its own. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
public class GatewayApplication {
    public static void main(String[] args) {
        // Shorter than the services keep an idle connection: a request never meets a closing one.
        System.setProperty("jdk.httpclient.keepalive.timeout", "10");
        SpringApplication.run(GatewayApplication.class, args);
    }
}
