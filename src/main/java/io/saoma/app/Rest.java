package io.saoma.app;

import java.util.List;
import org.glassfish.hk2.utilities.binding.AbstractBinder;
import org.glassfish.jersey.jackson.JacksonFeature;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/**
 * The endpoints as Jersey takes them: each class is registered and bound to the one object that was
 * made of it. Nothing is scanned or discovered.
 */
final class Rest extends ResourceConfig {
  Rest(List<Object> endpoints, List<Object> providers) {
    property(ServerProperties.WADL_FEATURE_DISABLE, true);
    property(ServerProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true);
    // A status set by an endpoint is an answer, not a wish for the container's error page.
    property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
    register(JacksonFeature.withoutExceptionMappers());
    providers.forEach(this::register);
    endpoints.forEach(endpoint -> register(endpoint.getClass()));
    register(
        new AbstractBinder() {
          @Override
          protected void configure() {
            endpoints.forEach(endpoint -> bind(endpoint, endpoint.getClass()));
          }

          @SuppressWarnings("unchecked") // an object is of its own class
          private <T> void bind(T endpoint, Class<?> type) {
            bind(endpoint).to((Class<? super T>) type);
          }
        });
  }
}
