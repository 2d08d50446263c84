/** The testkit's contracts over Spring MVC on Boot's Tomcat, within Spring Security's chain and without it. */
@NullMarked
package io.keystile.spring.contract;

import org.jspecify.annotations.NullMarked;
