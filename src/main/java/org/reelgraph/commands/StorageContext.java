package org.reelgraph.commands;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextConfiguration;
import io.micronaut.context.DefaultApplicationContext;
import io.micronaut.context.DefaultApplicationContextBuilder;
import io.micronaut.inject.BeanDefinitionReference;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The program without its features, so that nothing opens the library, which would bring its tables up to date. */
final class StorageContext extends DefaultApplicationContext {

    private static final Pattern LEFT_OUT = Pattern
            .compile("org\\.reelgraph\\.(?!storage\\.).*|.*\\$ApplicationEventListener\\$.*|io\\.micronaut\\.(data|http"
                    + "|scheduling|configuration\\.jdbc)\\..*");

    private StorageContext(ApplicationContextConfiguration configuration) {
        super(configuration);
    }

    /** {@return the program, started} */
    static ApplicationContext run(Map<String, Object> properties) {
        var builder = new DefaultApplicationContextBuilder() {
            @Override
            protected ApplicationContext newApplicationContext() {
                return new StorageContext(this);
            }
        };
        return builder.properties(properties).start();
    }

    @Override
    protected List<BeanDefinitionReference> resolveBeanDefinitionReferences() {
        return super.resolveBeanDefinitionReferences().stream()
                .filter(bean -> !LEFT_OUT.matcher(bean.getBeanDefinitionName()).matches()).toList();
    }
}
