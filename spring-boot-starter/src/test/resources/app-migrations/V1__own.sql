CREATE TABLE of_the_application (id INT);
