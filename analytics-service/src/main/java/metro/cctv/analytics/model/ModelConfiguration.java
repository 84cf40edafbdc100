package metro.cctv.analytics.model;

import java.nio.file.Path;
import metro.cctv.analytics.settings.AnalyticsProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A refused model stops the start: a control room that believes it is watched is worse than one that knows it is not. */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {
    private static final Logger log = LoggerFactory.getLogger(ModelConfiguration.class);

    @Bean
    LoadedModel model(AnalyticsProperties settings) {
        LoadedModel model = LoadedModel.load(
                settings.modelManifest(),
                settings.modelFile().isBlank() ? null : Path.of(settings.modelFile()),
                settings.provider());
        log.info(
                "Model {} {}x{}, SHA-256 {}",
                model.manifest().name(),
                model.manifest().input().width(),
                model.manifest().input().height(),
                model.manifest().sha256());
        return model;
    }
}
