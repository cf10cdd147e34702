@echo off
rem Starts Showtell on Windows with the Java beside it, else that of JAVA_HOME, else the one on the PATH.
rem SHOWTELL_JAVA_OPTS: options for Java, after the launcher's own.
setlocal
set "HERE=%~dp0"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%HERE%java\bin\java.exe" set "JAVA=%HERE%java\bin\java.exe"
if not defined GOMP_SPINCOUNT set "GOMP_SPINCOUNT=1000"
if not defined OPENCV_LOG_LEVEL set "OPENCV_LOG_LEVEL=SILENT"
"%JAVA%" -Xmx1g -Xms256m -XX:NewSize=128m -XX:SurvivorRatio=3 -Dorg.bytedeco.javacpp.maxbytes=4g -Dorg.bytedeco.javacpp.maxphysicalbytes=8g ^
  -XX:+UseSerialGC -Djava.awt.headless=true -Dfile.encoding=UTF-8 -Xlog:disable -XX:+DisplayVMOutputToStderr %SHOWTELL_JAVA_OPTS% ^
  -jar "%HERE%showtell.jar" %*
exit /b %ERRORLEVEL%
