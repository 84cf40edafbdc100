package metro.cctv.link.alert;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** @param escalatedTo agencies that are told, without pictures, when a person escalates an alert */
@Validated
@ConfigurationProperties(prefix = "cctv.link.alert", ignoreUnknownFields = false)
record AlertProperties(@DefaultValue("112") Set<String> escalatedTo) {}
