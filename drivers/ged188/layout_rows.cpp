// SPDX-License-Identifier: Apache-2.0
// The fixed fields and floating fields of each message ("CTI Server Message Reference Guide", Protocol Version 25; the
// versions after which a field is dated: its change list and the guides for versions 9, 14, 15 and 17).
#include "drivers/ged188/layout_rows.hpp"

namespace acdloop::ged188 {
namespace {

// A message twice: guides contradict each other, see README.md.
constexpr LayoutRow rows[] = {
    {1, Sender::server, "InvokeID:4 Status:4", ""},
    {1, Sender::server, "InvokeID:4 FailureCode:2 PeripheralErrorCode:4", ""},
    {2, Sender::server, "Status:4", ""},
    {3, Sender::client,
     "InvokeID:4 VersionNumber:4 IdleTimeout:4 PeripheralID:4 ServicesRequested:4 CallMsgMask:4 "
     "AgentStateMask:4 ConfigMsgMask:4 Reserved1:4 Reserved2:4 Reserved3:4",
     "1! 2! 3-6 97"},
    {4, Sender::server,
     "InvokeID:4 ServicesGranted:4 MonitorID:4 PGStatus:4 ICMCentralControllerTime:4 PeripheralOnline:2 "
     "PeripheralType:2 AgentState:2 DepartmentID:4@19 SessionType:2@24",
     "4-6 228 208 224"},
    {4, Sender::server,
     "InvokeID:4 ServicesGranted:4 MonitorID:4 PGStatus:4 ICMCentralControllerTime:4 PeripheralOnline:2 "
     "PeripheralType:2 AgentState:2 DepartmentID:4@19 SessionType:2",
     "4-6 228 208 224", 23, 23},
    {5, Sender::client, "InvokeID:4", ""},
    {6, Sender::server, "InvokeID:4", ""},
    {7, Sender::client, "InvokeID:4 Status:4", ""},
    {8, Sender::server, "InvokeID:4", ""},
    {9, Sender::server,
     "MonitorID:4 PeripheralID:4 PeripheralType:2 ConnectionDeviceIDType:2 ConnectionCallID:4 LineHandle:2 "
     "LineType:2 ServiceNumber:4 ServiceID:4 SkillGroupNumber:4 SkillGroupID:4 SkillGroupPriority:2 "
     "AlertingDeviceType:2 CallingDeviceType:2 CalledDeviceType:2 LastRedirectDeviceType:2 "
     "LocalConnectionState:2 EventCause:2 NumNamedVariables:2 NumNamedArrays:2",
     "25-29 121 122 202 8 215 9-22 46 82 83"},
    {10, Sender::server,
     "MonitorID:4 PeripheralID:4 PeripheralType:2 ConnectionDeviceIDType:2 ConnectionCallID:4 LineHandle:2 "
     "LineType:2 ServiceNumber:4 ServiceID:4 SkillGroupNumber:4 SkillGroupID:4 SkillGroupPriority:2 "
     "AnsweringDeviceType:2 CallingDeviceType:2 CalledDeviceType:2 LastRedirectDeviceType:2 "
     "LocalConnectionState:2 EventCause:2",
     "25 30 27-29 121 122"},
    {11, Sender::server,
     "MonitorID:4 PeripheralID:4 PeripheralType:2 ConnectionDeviceIDType:2 ConnectionCallID:4 "
     "HoldingDeviceType:2 LocalConnectionState:2 EventCause:2",
     "25 31"},
    {12, Sender::server,
     "MonitorID:4 PeripheralID:4 PeripheralType:2 ConnectionDeviceIDType:2 ConnectionCallID:4 "
     "RetrievingDeviceType:2 LocalConnectionState:2 EventCause:2",
     "25 32"},
    {13, Sender::server,
     "MonitorID:4 PeripheralID:4 PeripheralType:2 ConnectionDeviceIDType:2 ConnectionCallID:4 "
     "LocalConnectionState:2 EventCause:2",
     "25"},
    {14, Sender::server,
     "MonitorID:4 PeripheralID:4 PeripheralType:2 ConnectionDeviceIDType:2 ConnectionCallID:4 "
     "ReleasingDeviceType:2 LocalConnectionState:2 EventCause:2",
     "25 33"},
    {15, Sender::server,
     "MonitorID:4 PeripheralID:4 PeripheralType:2 ConnectionDeviceIDType:2 ConnectionCallID:4 LineHandle:2 "
     "LineType:2 ServiceNumber:4 ServiceID:4 SkillGroupNumber:4 SkillGroupID:4 SkillGroupPriority:2 "
     "CallingDeviceType:2 CalledDeviceType:2 LocalConnectionState:2 EventCause:2",
     "25 27 28"},
    {16, Sender::server,
     "MonitorID:4 PeripheralID:4 PeripheralType:2 ConnectionDeviceIDType:2 ConnectionCallID:4 "
     "FailingDeviceType:2 CalledDeviceType:2 LocalConnectionState:2 EventCause:2",
     "25 34 28"},
    {17, Sender::server,
     "MonitorID:4 PeripheralID:4 PeripheralType:2 PrimaryDeviceIDType:2 PrimaryCallID:4 LineHandle:2 "
     "LineType:2 SkillGroupNumber:4 SkillGroupID:4 SkillGroupPriority:2 NumParties:2 SecondaryDeviceIDType:2 "
     "SecondaryCallID:4 ControllerDeviceType:2 AddedPartyDeviceType:2 LocalConnectionState:2 EventCause:2",
     "35-41"},
    {18, Sender::server,
     "MonitorID:4 PeripheralID:4 PeripheralType:2 PrimaryDeviceIDType:2 PrimaryCallID:4 LineHandle:2 "
     "LineType:2 SkillGroupNumber:4 SkillGroupID:4 SkillGroupPriority:2 NumParties:2 SecondaryDeviceIDType:2 "
     "SecondaryCallID:4 TransferringDeviceType:2 TransferredDeviceType:2 LocalConnectionState:2 EventCause:2",
     "35 36 42 43 39-41"},
    {19, Sender::server,
     "MonitorID:4 PeripheralID:4 PeripheralType:2 ConnectionDeviceIDType:2 ConnectionCallID:4 ServiceNumber:4 "
     "ServiceID:4 DivertingDeviceType:2 CalledDeviceType:2 LocalConnectionState:2 EventCause:2",
     "25 44 28"},
    {20, Sender::server,
     "MonitorID:4 PeripheralID:4 PeripheralType:2 ConnectionDeviceIDType:2 ConnectionCallID:4 LineHandle:2 "
     "LineType:2 ServiceNumber:4 ServiceID:4 SkillGroupNumber:4 SkillGroupID:4 SkillGroupPriority:2 "
     "CallingDeviceType:2 LocalConnectionState:2 EventCause:2",
     "25 27 223 229 230"},
    {21, Sender::server,
     "MonitorID:4 PeripheralID:4 PeripheralType:2 ConnectionDeviceIDType:2 ConnectionCallID:4 ServiceNumber:4 "
     "ServiceID:4 QueueDeviceType:2 CallingDeviceType:2 CalledDeviceType:2 LastRedirectDeviceType:2 "
     "NumQueued:2 NumSkillGroups:2 LocalConnectionState:2 EventCause:2",
     "25 45 27-29 62-64"},
    {23, Sender::server,
     "MonitorID:4 PeripheralID:4 PeripheralType:2 NumCTIClients:2 NumNamedVariables:2 NumNamedArrays:2 "
     "CallType:2 ConnectionDeviceIDType:2 ConnectionCallID:4 CalledPartyDisposition:2",
     "25 8-12 72 73 110 13-22 46 82 83 23 24 223"},
    {24, Sender::server, "MonitorID:4 PeripheralID:4 PeripheralType:2 ConnectionDeviceIDType:2 ConnectionCallID:4",
     "25"},
    {25, Sender::server,
     "MonitorID:4 PeripheralID:4 PeripheralType:2 NumCTIClients:2 NumNamedVariables:2 NumNamedArrays:2 "
     "CallType:2 ConnectionDeviceIDType:2 ConnectionCallID:4 NewConnectionDeviceIDType:2 "
     "NewConnectionCallID:4 CalledPartyDisposition:2 CampaignID:4 QueryRuleID:4",
     "25 47 8-12 72 73 110 13-22 46 82 83 95 96 23 24 223"},
    {27, Sender::server, "InvokeID:4", ""},
    {29, Sender::server, "InvokeID:4", ""},
    {30, Sender::server,
     "MonitorID:4 PeripheralID:4 SessionID:4 PeripheralType:2 SkillGroupState:2 StateDuration:4 "
     "SkillGroupNumber:4 SkillGroupID:4 SkillGroupPriority:2 AgentState:2 EventReasonCode:2 MRDID:4 "
     "NumTasks:4 AgentMode:2 MaxTaskLimit:4 ICMAgentID:4 AgentAvailabilityStatus:4 NumFltSkillGroups:2@10 "
     "DepartmentID:4@19",
     "3 5 4 303 6 150 123 244 62-65 266"},
    {31, Sender::server,
     "PGStatus:4 ICMCentralControllerTime:4 SystemEventID:4 SystemEventArg1:4 SystemEventArg2:4 "
     "SystemEventArg3:4 EventDeviceType:2@10",
     "7 206"},
    {33, Sender::server, "InvokeID:4", ""},
    {34, Sender::server,
     "MonitorID:4 PeripheralID:4 PeripheralType:2 ConnectionDeviceIDType:2 ConnectionCallID:4 LineHandle:2 "
     "LineType:2 TrunkUsedDeviceType:2 CalledDeviceType:2 LocalConnectionState:2 EventCause:2",
     "25 48 28 121 122"},
    {35, Sender::server, "InvokeID:4 FailureCode:2 PeripheralErrorCode:4", ""},
    {36, Sender::client, "InvokeID:4 PeripheralID:4 MRDID:4 ICMAgentID:4", "4-6"},
    {37, Sender::server,
     "InvokeID:4 AgentState:2 NumSkillGroups:2 MRDID:4 NumTasks:4 AgentMode:2 MaxTaskLimit:4 ICMAgentID:4 "
     "AgentAvailabilityStatus:4 DepartmentID:4@19",
     "5 4 6 62-65 255 266"},
    {38, Sender::client,
     "InvokeID:4 PeripheralID:4 AgentState:2 AgentWorkMode:2 NumSkillGroups:2 EventReasonCode:2 "
     "ForcedFlag:1@10 AgentServiceReq:4@10",
     "6 303 5 49 68 69 257 62 64"},
    {39, Sender::server, "InvokeID:4", ""},
    {40, Sender::client,
     "InvokeID:4 PeripheralID:4 ActiveConnectionCallID:4 OtherConnectionCallID:4 "
     "ActiveConnectionDeviceIDType:2 OtherConnectionDeviceIDType:2",
     "50 52 6"},
    {41, Sender::server, "InvokeID:4", ""},
    {42, Sender::client, "InvokeID:4 PeripheralID:4 ConnectionCallID:4 ConnectionDeviceIDType:2", "25 6"},
    {43, Sender::server, "InvokeID:4", ""},
    {44, Sender::client, "InvokeID:4 PeripheralID:4 ConnectionCallID:4 ConnectionDeviceIDType:2", "25 6"},
    {45, Sender::server, "InvokeID:4", ""},
    {46, Sender::client, "InvokeID:4 PeripheralID:4 ConnectionCallID:4 ConnectionDeviceIDType:2", "25 6 220 219"},
    {46, Sender::client,
     "InvokeID:4 PeripheralID:4 ConnectionCallID:4 ConnectionDeviceIDType:2 RequestingDeviceIDType:2", "25 6 220 219"},
    {47, Sender::server, "InvokeID:4", ""},
    {48, Sender::client,
     "InvokeID:4 PeripheralID:4 HeldConnectionCallID:4 ActiveConnectionCallID:4 HeldConnectionDeviceIDType:2 "
     "ActiveConnectionDeviceIDType:2 CallPlacementType:2 CallMannerType:2 AlertRings:2 CallOption:2 "
     "FacilityType:2 AnsweringMachine:2 Priority:2 PostRoute:2 NumNamedVariables:2 NumNamedArrays:2",
     "50 53 6 11 9 13-22 46 82 83 51 77 78"},
    {49, Sender::server,
     "InvokeID:4 NewConnectionCallID:4 NewConnectionDeviceIDType:2 NumParties:2 LineHandle:2 LineType:2", "47 39-41"},
    {50, Sender::client,
     "InvokeID:4 PeripheralID:4 ActiveConnectionCallID:4 ActiveConnectionDeviceIDType:2 CallPlacementType:2 "
     "CallMannerType:2 ConsultType:2 AlertRings:2 CallOption:2 FacilityType:2 AnsweringMachine:2 Priority:2 "
     "PostRoute:2 NumNamedVariables:2 NumNamedArrays:2",
     "50 11 6 9 13-22 46 82 83 51 77 78"},
    {51, Sender::server, "InvokeID:4 NewConnectionCallID:4 NewConnectionDeviceIDType:2 LineHandle:2 LineType:2", "47"},
    {52, Sender::client, "InvokeID:4 PeripheralID:4 ConnectionCallID:4 ConnectionDeviceIDType:2 CalledDeviceType:2",
     "25 28 6"},
    {53, Sender::server, "InvokeID:4", ""},
    {54, Sender::client, "InvokeID:4 PeripheralID:4 ConnectionCallID:4 ConnectionDeviceIDType:2 Reservation:2", "25 6"},
    {55, Sender::server, "InvokeID:4", ""},
    {56, Sender::client,
     "InvokeID:4 PeripheralID:4 CallPlacementType:2 CallMannerType:2 AlertRings:2 CallOption:2 FacilityType:2 "
     "AnsweringMachine:2 Priority:2 PostRoute:2 NumNamedVariables:2 NumNamedArrays:2 SkillGroupNumber:4@14",
     "6 11 9 13-22 46 82 83 51 77 78 84"},
    {57, Sender::server, "InvokeID:4 NewConnectionCallID:4 NewConnectionDeviceIDType:2 LineHandle:2 LineType:2", "47"},
    {60, Sender::client,
     "InvokeID:4 PeripheralID:4 ActiveConnectionCallID:4 HeldConnectionCallID:4 "
     "ActiveConnectionDeviceIDType:2 HeldConnectionDeviceIDType:2",
     "50 53 6"},
    {61, Sender::server, "InvokeID:4", ""},
    {62, Sender::client, "InvokeID:4 PeripheralID:4 HeldConnectionCallID:4 HeldConnectionDeviceIDType:2", "53 6"},
    {63, Sender::server, "InvokeID:4", ""},
    {64, Sender::client,
     "InvokeID:4 PeripheralID:4 ActiveConnectionCallID:4 HeldConnectionCallID:4 "
     "ActiveConnectionDeviceIDType:2 HeldConnectionDeviceIDType:2 CallPlacementType:2 CallMannerType:2 "
     "AlertRings:2 CallOption:2 FacilityType:2 AnsweringMachine:2 Priority:2 PostRoute:2 NumNamedVariables:2 "
     "NumNamedArrays:2",
     "50 53 6 11 9 13-22 46 82 83 51 77 78"},
    {65, Sender::server,
     "InvokeID:4 NewConnectionCallID:4 NewConnectionDeviceIDType:2 NumParties:2 LineHandle:2 LineType:2", "47 39-41"},
    {82, Sender::client, "InvokeID:4 PeripheralID:4 ConnectionCallID:4 ConnectionDeviceIDType:2", "25"},
    {83, Sender::server,
     "InvokeID:4 CallType:2 NumCTIClients:2 NumCallDevices:2 NumNamedVariables:2 NumNamedArrays:2 "
     "CalledPartyDisposition:2",
     "8-12 72 73 13-22 46 82 83 23 24 56-61 223 229-231 294 311 310"},
    {84, Sender::client, "InvokeID:4 PeripheralID:4 SnapshotDeviceType:2", "6"},
    {85, Sender::server, "InvokeID:4 NumCalls:2", "56-58 75 218"},
    {86, Sender::server,
     "MonitorID:4 PeripheralID:4 PeripheralType:2 ConnectionDeviceIDType:2 ConnectionCallID:4 "
     "QueueDeviceType:2 ServiceNumber:4 ServiceID:4 NumQueued:2 NumSkillGroups:2 LocalConnectionState:2 "
     "EventCause:2",
     "25 62-64"},
    {91, Sender::client,
     "InvokeID:4 PeripheralID:4 ConnectionCallID:4 ConnectionDeviceIDType:2 ToneDuration:2 PauseDuration:4", "25 67 6"},
    {92, Sender::server, "InvokeID:4", ""},
    {93, Sender::client,
     "InvokeID:4 PeripheralID:4 ConnectionCallID:4 CallMsgMask:4 AgentStateMask:4 ConnectionDeviceIDType:2 "
     "MonitoredDeviceType:2",
     "25 76"},
    {94, Sender::server, "InvokeID:4 MonitorID:4", ""},
    {95, Sender::client, "InvokeID:4 MonitorID:4", ""},
    {96, Sender::server, "InvokeID:4", ""},
    {97, Sender::client, "InvokeID:4 MonitorID:4 CallMsgMask:4 AgentStateMask:4", ""},
    {98, Sender::server, "InvokeID:4", ""},
    {112, Sender::client, "InvokeID:4 PeripheralID:4", "4-6"},
    {114, Sender::client, "InvokeID:4 PeripheralID:4 SkillGroupNumber:4 SkillGroupID:4", ""},
};

}  // namespace

std::span<const LayoutRow> layout_rows() { return rows; }

}  // namespace acdloop::ged188
