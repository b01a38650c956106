@echo off
rem Builds the report on Windows: double-click, or in a terminal: report.cmd 2016-17
setlocal
set "TASK="%~dp0make.py" report %*"
for %%V in (3.13 3.12 3.11) do (
    py -%%V --version >nul 2>nul && (
        py -%%V %TASK%
        goto done
    )
)
python %TASK%
:done
if errorlevel 1 pause
exit /b %errorlevel%
